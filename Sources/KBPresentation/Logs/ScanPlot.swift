import KBCore
import KBLogs

/// How many lines with codes logs have at what time, as bars.
package struct ScanPlot {
    /// The lines, none wider than the terminal.
    package let lines: [String]

    /// Where there is little room, bars go first, then the classes of errors.
    private static let columns = [
        Table.Column(rank: 0), Table.Column(isRight: true, rank: 1),
        Table.Column(least: 12, isRight: true, rank: 4), Table.Column(least: 12, isRight: true, rank: 3),
        Table.Column(least: 12, most: 40, rank: 2),
    ]

    /// Makes the bars.
    ///
    /// - Parameters:
    ///   - details: The lines at what time.
    ///   - unit: What a bar stands for.
    ///   - kinds: The classes of codes that have one.
    ///   - terminal: Where it is to be shown.
    package init(
        _ details: LogDetails, by unit: ScanPiece.Unit, kinds: [String: CodeClass], on terminal: Terminal
    ) {
        let pieces = ScanPiece.list(details, by: unit)
        let most = pieces.map(\.count).max() ?? 1
        let shown: [CodeClass] = [.clientError, .serverError].filter { kind in kinds.values.contains(kind) }
        var rows: [[Table.Cell]] = []
        // The day of all of them stands above them.
        let days = Set(pieces.map { TimeText.local($0.start, daysOnly: true) })
        let isOneDay = unit != .day && days.count == 1
        if !shown.isEmpty || isOneDay {
            let names = [CodeClass.clientError, .serverError].map { shown.contains($0) ? $0.number : "" }
            let head = isOneDay ? days.first ?? "" : ""
            rows.append([.text(head), .text(ScanText.lines)] + names.map { .text($0) } + [.text("")])
        }
        func row(_ piece: ScanPiece) -> [Table.Cell] {
            func cell(_ kind: CodeClass, _ style: Terminal.Style) -> Table.Cell {
                let count = piece.codes.reduce(0) { kinds[$1.key] == kind ? $0 + $1.value : $0 }
                return .text(shown.contains(kind) ? ScanRow.grouped(count) : "", count > 0 ? style : nil)
            }
            let time = TimeText.local(piece.start, daysOnly: unit == .day)
            let bar = Double(piece.count) / Double(most)
            return [
                .text(isOneDay ? String(time.suffix(5)) : time),
                .text(ScanRow.grouped(piece.count)),
                cell(.clientError, .magenta), cell(.serverError, .red),
                piece.count > 0 ? .bar(bar) : .text(""),
            ]
        }
        for (place, piece) in pieces.enumerated() {
            if place > 0 {
                let gap = pieces[place - 1].gap(to: piece, by: unit)
                rows += gap?.map(row) ?? [[.text("…"), .text(""), .text(""), .text(""), .text("")]]
            }
            rows.append(row(piece))
        }
        lines = Table(rows, columns: Self.columns).lines(on: terminal)
    }
}
