import KBText

/// Stored text that is safe to print, with the parts of it that were looked for.
package struct MarkedText {
    /// The text, escaped.
    private(set) var text: String
    private var marks: [Range<String.Index>] = []

    /// Escapes `text` and remembers where the marked parts are.
    ///
    /// - Parameters:
    ///   - text: Text of the knowledge base.
    ///   - marks: Ranges of `text`, in any order.
    ///   - keepingNewlines: False writes a newline as `\n`.
    ///   - tab: What a tab becomes; nil leaves it.
    package init<Text: StringProtocol>(
        _ text: Text, marks: [Range<String.Index>] = [], keepingNewlines: Bool = true, tab: String? = nil
    ) {
        func escaped(_ part: some StringProtocol) -> String {
            let safe = TerminalText.escaped(String(part), keepingNewlines: keepingNewlines)
            guard let tab else { return safe }
            return safe.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: tab)
        }
        guard !marks.isEmpty else {
            self.text = escaped(text)
            return
        }
        var result = ""
        var offsets: [Range<Int>] = []
        var place = text.startIndex
        for mark in marks.united() {
            result += escaped(text[place..<mark.lowerBound])
            let start = result.utf8.count
            result += escaped(text[mark])
            offsets.append(start..<result.utf8.count)
            place = mark.upperBound
        }
        result += escaped(text[place...])
        self.text = result
        let bytes = result.utf8
        var (byte, offset) = (bytes.startIndex, 0)
        func index(_ target: Int) -> String.Index {
            byte = bytes.index(byte, offsetBy: target - offset)
            offset = target
            return byte
        }
        self.marks = offsets.map { range in
            let start = index(range.lowerBound)
            return start..<index(range.upperBound)
        }
    }

    /// The whole text with its marks shown.
    package func shown(on terminal: Terminal) -> String { shown(text[...], marks[...], on: terminal) }

    /// The text cut into lines of `width` columns, with its marks shown.
    package func lines(width: Int, on terminal: Terminal) -> [String] {
        var next = 0
        return LineWrapping.wrap(text, width: width).map { line in
            while next < marks.count, marks[next].upperBound <= line.startIndex { next += 1 }
            return shown(line, marks[next...].prefix { $0.lowerBound < line.endIndex }, on: terminal)
        }
    }

    private func shown(
        _ line: Substring, _ marks: ArraySlice<Range<String.Index>>, on terminal: Terminal
    ) -> String {
        guard terminal.hasColor, !marks.isEmpty else { return String(line) }
        var result = ""
        var place = line.startIndex
        for mark in marks {
            let start = max(mark.lowerBound, place)
            let end = min(mark.upperBound, line.endIndex)
            result += text[place..<start]
            result += terminal.styled(text[start..<end], .match)
            place = end
        }
        return result + text[place..<line.endIndex]
    }
}
