import KBCore
import KBLogs

/// What several logs have, a row each.
package struct ScanLogTable {
    /// The lines, none wider than the terminal.
    package let lines: [String]

    private static let columns =
        [Table.Column(least: 12, most: 44, rank: 1), Table.Column(isRight: true, rank: 0)]
        + (0..<CodeClass.allCases.count).map { Table.Column(least: 12, isRight: true, rank: 8 - $0) }

    /// Makes the table.
    ///
    /// - Parameters:
    ///   - logs: The logs, in their order.
    ///   - kinds: The classes of codes that have one.
    ///   - terminal: Where it is to be shown.
    package init(_ logs: [ScannedLog], kinds: [String: CodeClass], on terminal: Terminal) {
        let shown = CodeClass.allCases.filter { kind in kinds.values.contains(kind) }
        let head = ["", ScanText.lines] + shown.map(\.number)
        let rows = logs.map { log in
            let codes = log.counts.codes
            let classes = shown.map { kind in
                codes.reduce(0) { kinds[$1.code] == kind ? $0 + $1.count : $0 }
            }
            return [CodeText.oneLine(log.path)] + ([log.counts.linesWithCode] + classes).map(ScanRow.grouped)
        }
        lines = Table(([head] + rows).map { $0.map { .text($0) } }, columns: Self.columns).lines(on: terminal)
    }
}
