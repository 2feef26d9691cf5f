/// One row of a Markdown pipe table.
///
/// Grammar: <https://github.github.com/gfm/#tables-extension->.
struct MarkdownRow {
    /// The cells as they stand in the document, trimmed.
    let cells: [String]

    /// Parts a line at its pipes, or returns nil when it has none; `\|` is no pipe.
    init?(_ line: String) {
        var cells: [String] = []
        var cell = String.UnicodeScalarView()
        var isEscaped = false
        var hasPipe = false
        for scalar in line.collapsingOuterWhiteSpace.unicodeScalars {
            if scalar == "|", !isEscaped {
                hasPipe = true
                cells.append(String(cell))
                cell = String.UnicodeScalarView()
            } else {
                cell.append(scalar)
            }
            isEscaped = scalar == "\\" && !isEscaped
        }
        guard hasPipe else { return nil }
        cells.append(String(cell))
        // The pipes at both ends of a row are optional and part nothing.
        if let first = cells.first, first.isEmpty { cells.removeFirst() }
        if let last = cells.last, last.isEmpty { cells.removeLast() }
        self.cells = cells.map(\.collapsingOuterWhiteSpace)
    }

    /// Whether this is the row of dashes under a header.
    var isDelimiterRow: Bool {
        !cells.isEmpty
            && cells.allSatisfy { cell in
                var dashes = cell[...]
                if dashes.hasPrefix(":") { dashes.removeFirst() }
                if dashes.hasSuffix(":") { dashes.removeLast() }
                return !dashes.isEmpty && dashes.allSatisfy { $0 == "-" }
            }
    }

    /// The cells as text: escapes undone, `<br>` as line ends, a code without its backticks.
    func texts(codeColumn: Int?) -> [String] {
        cells.enumerated().map { index, cell in
            MarkdownCell.text(of: index == codeColumn ? MarkdownCell.withoutBackticks(cell) : cell)
        }
    }
}

extension String {
    /// The text without white space at its ends.
    var collapsingOuterWhiteSpace: String {
        var text = self
        return text.withUTF8 { buffer in
            let bytes = UnsafeRawBufferPointer(buffer)
            let start = WhiteSpace.skip(in: bytes, from: 0, end: bytes.count)
            return copied(
                bytes, from: start, to: WhiteSpace.trimEnd(in: bytes, from: start, end: bytes.count))
        }
    }
}
