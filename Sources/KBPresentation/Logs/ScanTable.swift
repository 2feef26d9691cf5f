import KBLogs

/// The codes of logs as a table that is as wide as the terminal.
package struct ScanTable {
    /// The lines, none wider than the terminal.
    package private(set) var lines: [String] = []

    private let terminal: Terminal
    private let layout: ScanLayout
    private let most: Int

    /// Makes the table.
    ///
    /// - Parameters:
    ///   - codes: The codes to show, in their order.
    ///   - number: How many different codes there are.
    ///   - counts: All counts.
    ///   - hasNames: False where there is no knowledge base.
    ///   - terminal: Where it is to be shown.
    package init(
        _ codes: [ScannedCode], of number: Int, _ counts: CodeCounts, hasNames: Bool, on terminal: Terminal
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
        most = codes.map(\.count).max() ?? 0
        layout = ScanLayout(rows, total, width: terminal.width)
        for (code, row) in zip(codes, rows) {
            lines.append(line(row, code))
            lines += notes(of: code)
        }
        lines.append(terminal.styled(layout.total(total), .bold))
        var remarks = ScanText.remarks(counts)
        if number > codes.count {
            let rest = counts.linesWithCode - counts.linesOfOtherCodes - codes.reduce(0) { $0 + $1.count }
            remarks.insert(ScanText.more(number - codes.count, lines: rest), at: 0)
        }
        lines += remarks.flatMap { LineWrapping.wrap($0, width: terminal.width).map(String.init) }
    }

    private func line(_ row: ScanRow, _ code: ScannedCode) -> String {
        let style: Terminal.Style? =
            switch code.kind?.number.first {
            case "2": .green
            case "4": .magenta
            case "5": .red
            default: nil
            }
        func colored(_ text: String) -> String { style.map { terminal.styled(text, $0) } ?? text }
        let name = layout.name(row)
        let cells = [
            colored(layout.code(row)), code.code == nil ? terminal.styled(name, .dim) : name,
            layout.kind(row),
            layout.numbers(row), colored(bar(Double(code.count) / Double(most))),
        ]
        var line = cells.filter { !$0.isEmpty }.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        return line
    }

    /// A bar of eighths of a column, or of number signs.
    private func bar(_ share: Double) -> String {
        guard layout.bar > 0 else { return "" }
        guard terminal.hasBlocks else {
            return String(repeating: "#", count: max(1, Int((share * Double(layout.bar)).rounded())))
        }
        let eighths = max(1, Int((share * Double(layout.bar * 8)).rounded()))
        let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        return String(repeating: "█", count: eighths / 8) + part
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
