import KBText

/// Text in pieces, some of which are set off, that is safe to print and cut into lines.
package struct StyledText {
    private var text = ""
    /// The pieces that are set off, by their offsets in the UTF-8 of the text.
    private var marks: [(range: Range<Int>, style: Terminal.Style)] = []

    package init() {}

    /// The columns of the text on one line.
    package var width: Int { DisplayWidth.of(text) }

    /// Adds a piece; what would steer a terminal in it is escaped.
    package mutating func add(_ piece: String, _ style: Terminal.Style? = nil) {
        let start = text.utf8.count
        text += TerminalText.escaped(piece).split(separator: "\t", omittingEmptySubsequences: false)
            .joined(separator: "    ")
        if let style, text.utf8.count > start { marks.append((start..<text.utf8.count, style)) }
    }

    /// The text cut into lines that fit the terminal; one line where there is none.
    package func lines(on terminal: Terminal) -> [String] {
        lines(width: terminal.isInteractive ? terminal.width : .max, on: terminal)
    }

    /// The text cut into lines of `width` columns.
    package func lines(width: Int, on terminal: Terminal) -> [String] {
        let lines = LineWrapping.wrap(text, width: width)
        guard terminal.hasColor, !marks.isEmpty else { return lines.map(String.init) }
        var next = 0
        return lines.map { line in
            let start = text.utf8.distance(from: text.startIndex, to: line.startIndex)
            let end = start + line.utf8.count
            while next < marks.count, marks[next].range.upperBound <= start { next += 1 }
            var shown = ""
            var place = line.startIndex
            for mark in marks[next...].prefix(while: { $0.range.lowerBound < end }) {
                let here = mark.range.clamped(to: start..<end)
                let from = line.utf8.index(line.startIndex, offsetBy: here.lowerBound - start)
                let to = line.utf8.index(line.startIndex, offsetBy: here.upperBound - start)
                shown += line[place..<from] + terminal.styled(line[from..<to], mark.style)
                place = to
            }
            return shown + line[place...]
        }
    }
}
