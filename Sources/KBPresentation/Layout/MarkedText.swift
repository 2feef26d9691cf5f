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
    package init(_ text: String, marks: [Range<String.Index>] = [], keepingNewlines: Bool = true) {
        guard !marks.isEmpty else {
            self.text = TerminalText.escaped(text, keepingNewlines: keepingNewlines)
            return
        }
        var result = ""
        var offsets: [Range<Int>] = []
        var place = text.startIndex
        for mark in Self.joined(marks) {
            result += TerminalText.escaped(
                String(text[place..<mark.lowerBound]), keepingNewlines: keepingNewlines)
            let start = result.utf8.count
            result += TerminalText.escaped(String(text[mark]), keepingNewlines: keepingNewlines)
            offsets.append(start..<result.utf8.count)
            place = mark.upperBound
        }
        result += TerminalText.escaped(String(text[place...]), keepingNewlines: keepingNewlines)
        self.text = result
        self.marks = offsets.map { range in
            result.utf8.index(
                result.startIndex, offsetBy: range.lowerBound)..<result.utf8.index(
                    result.startIndex, offsetBy: range.upperBound)
        }
    }

    /// The whole text with its marks shown.
    package func shown(on terminal: Terminal) -> String { shown(text[...], on: terminal) }

    /// The text cut into lines of `width` columns, with its marks shown.
    package func lines(width: Int, on terminal: Terminal) -> [String] {
        LineWrapping.wrap(text, width: width).map { shown($0, on: terminal) }
    }

    private func shown(_ line: Substring, on terminal: Terminal) -> String {
        guard terminal.hasColor, !marks.isEmpty else { return String(line) }
        var result = ""
        var place = line.startIndex
        for mark in marks where mark.lowerBound < line.endIndex && mark.upperBound > place {
            let start = max(mark.lowerBound, place)
            let end = min(mark.upperBound, line.endIndex)
            result += text[place..<start]
            result += terminal.styled(text[start..<end], .match)
            place = end
        }
        return result + text[place..<line.endIndex]
    }

    /// The ranges in order, those that touch or overlap as one.
    private static func joined(_ ranges: [Range<String.Index>]) -> [Range<String.Index>] {
        var result: [Range<String.Index>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
