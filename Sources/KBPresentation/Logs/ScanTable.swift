import KBCore
import KBLogs

/// The codes of logs as a table that is as wide as the terminal.
package struct ScanTable {
    /// The lines, none wider than the terminal.
    package private(set) var lines: [String] = []

    private let terminal: Terminal

    /// Where there is little room, what tells most has it: code, count and share, then the name, the class, a bar, and
    /// what the class is called.
    private static let columns = [
        Table.Column(rank: 2),
        Table.Column(least: 12, most: 44, rank: 3),
        Table.Column(least: 0, hasTwoForms: true, rank: 4),
        Table.Column(isRight: true, rank: 0),
        Table.Column(isRight: true, rank: 1),
        Table.Column(least: 8, most: 40, rank: 5),
    ]

    /// Makes the table.
    ///
    /// - Parameters:
    ///   - codes: The codes to show, in their order.
    ///   - number: How many different codes there are.
    ///   - counts: All counts.
    ///   - kinds: The classes of all codes that have one.
    ///   - hasNames: False where there is no knowledge base.
    ///   - terminal: Where it is to be shown.
    package init(
        _ codes: [ScannedCode], of number: Int, _ counts: CodeCounts, kinds: [String: CodeClass],
        hasNames: Bool, on terminal: Terminal
    ) {
        let hasSeveralBooks = Set(codes.compactMap(\.code?.reference.book)).count > 1
        let rows = codes.map { code in
            var row = ScanRow(code, of: counts.linesWithCode, hasNames: hasNames)
            if hasSeveralBooks, let book = code.code?.reference.book {
                row.name += " [\(CodeText.oneLine(book))]"
            }
            return row
        }
        let total = ScanRow(total: counts.linesWithCode)
        self.terminal = terminal
        let most = codes.map(\.count).max() ?? 0
        var cells = zip(codes, rows).map { code, row in Self.cells(row, code, most) }
        // The word that begins the line of the sum has the room of all columns before the numbers.
        let isNarrow = rows.allSatisfy { $0.name.isEmpty && $0.kind.isEmpty }
        cells.append([
            isNarrow ? .text(total.code) : .across(total.code), .text(""), .text(""), .text(total.count),
            .text(total.share), .text(""),
        ])
        cells += Self.classes(counts, kinds, isNarrow: isNarrow)
        let drawn = Table(cells, columns: Self.columns).lines(on: terminal)
        for (code, line) in zip(codes, drawn) {
            lines.append(line)
            lines += notes(of: code) + paths(of: code) + samples(of: code)
        }
        lines.append(terminal.styled(drawn[codes.count], .bold))
        lines += drawn[(codes.count + 1)...]
        var remarks = ScanText.remarks(counts)
        if number > codes.count {
            let rest = counts.linesWithCode - counts.linesOfOtherCodes - codes.reduce(0) { $0 + $1.count }
            remarks.insert(ScanText.more(number - codes.count, lines: rest), at: 0)
        }
        lines += remarks.flatMap { LineWrapping.wrap($0, width: terminal.width).map(String.init) }
    }

    /// The sums of classes, where one has several codes: without that, they stand above.
    private static func classes(
        _ counts: CodeCounts, _ kinds: [String: CodeClass], isNarrow: Bool
    ) -> [[Table.Cell]] {
        guard Set(kinds.values).count < kinds.count else { return [] }
        let codes = counts.codes
        return CodeClass.allCases.filter(Set(kinds.values).contains).map { kind in
            let count = codes.reduce(0) { kinds[$1.code] == kind ? $0 + $1.count : $0 }
            let row = ScanRow(kind, count: count, of: counts.linesWithCode)
            let name = isNarrow ? row.kind : row.kindName
            return [
                isNarrow ? .text(name) : .across(name), .text(""), .text(""), .text(row.count),
                .text(row.share),
                .text(""),
            ]
        }
    }

    private static func cells(_ row: ScanRow, _ code: ScannedCode, _ most: Int) -> [Table.Cell] {
        let style: Terminal.Style? =
            switch code.kind?.number.first {
            case "2": .green
            case "4": .magenta
            case "5": .red
            default: nil
            }
        return [
            .text(row.code, style), .text(row.name, code.code == nil ? .dim : nil),
            .either(long: row.kindName, short: row.kind), .text(row.count), .text(row.share),
            .bar(Double(code.count) / Double(most), style),
        ]
    }

    /// The paths of a code, with their counts in a column.
    private func paths(of code: ScannedCode) -> [String] {
        let counts = code.paths.map { ScanRow.grouped($0.count) }
        let width = counts.map(\.utf8.count).max() ?? 0
        return zip(code.paths, counts).map { path, count in
            let space = String(repeating: " ", count: width - count.utf8.count)
            return Table.cut(
                "\(CodeText.indent)\(space)\(count)  \(CodeText.oneLine(path.path))", to: terminal.width)
        }
    }

    /// The beginnings of some lines of a code.
    private func samples(of code: ScannedCode) -> [String] {
        code.samples.map { line in
            terminal.styled(
                Table.cut("\(CodeText.indent)> \(CodeText.oneLine(line))", to: terminal.width), .dim)
        }
    }

    /// The beginnings of the first notes on a code.
    private func notes(of code: ScannedCode) -> [String] {
        let most = 3
        var lines = code.notes.prefix(most).map { "✎ " + NoteText.firstLine($0.body) }
        if code.notes.count > most {
            lines.append(ScanText.moreNotes(code.notes.count - most, on: CodeText.oneLine(code.text)))
        }
        return lines.map { terminal.styled(Table.cut(CodeText.indent + $0, to: terminal.width), .dim) }
    }
}
