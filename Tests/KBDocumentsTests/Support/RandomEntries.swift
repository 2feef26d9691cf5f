import KBDocuments
import TestSupport

extension SeededRandom {
    private static let pieces = [
        "a", "Z", "7", " ", " ", ",", ";", "\"", "\"\"", "'", "|", "\\", "\\|", "`", "``", "<br>", "<", ">",
        "&",
        "(", ")", "（", "）", "“", "《", "请求", "锁", "々", "𠮷", "é", "e\u{301}", "\u{301}", "\u{200D}", "👩‍👩‍👧",
        "\t", "\u{3000}", "\u{A0}", "\u{85}", "\u{2028}", "\u{B}", "\u{C}", "\u{7}", "\u{1B}", "\u{202E}",
        "\u{FEFF}", "-", "--", "---", "#", "=", ":", "{", "}", "[", "]", "null", "code", "1-2", "*", "_", "x",
        "カ", "한", "\u{FFFD}", "\u{10FFFF}", "&#124;", "%", "$", "\u{1F}", "\r",
    ]

    /// Returns text of awkward pieces, with line ends when asked.
    mutating func text(upTo count: Int, lines: Bool) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...count, using: &self) {
            text += lines && oneIn(6) ? pick(["\n", "\n\n", "\r\n", "\n \n"]) : pick(Self.pieces)
        }
        return text
    }

    /// Returns entries in the normal form of a reader, with codes of their own.
    mutating func entries(upTo count: Int) -> [Entry] {
        var codes: Set<String> = []
        var entries: [Entry] = []
        for _ in 0..<Int.random(in: 1...count, using: &self) {
            let code = text(upTo: 4, lines: false) + String(Int.random(in: 0..<1000, using: &self))
            let name = normalName(text(upTo: 5, lines: false))
            let qualifier = normalName(text(upTo: 3, lines: false))
            let description = normalDescription(text(upTo: 12, lines: true))
            if name.isEmpty || CodeFault(in: code) != nil || isRange(code) { continue }
            guard codes.insert(code).inserted else { continue }
            entries.append(
                Entry(
                    code: code, name: name, qualifier: qualifier.isEmpty || oneIn(2) ? nil : qualifier,
                    description: description, line: entries.count + 1))
        }
        return entries
    }

    private func isRange(_ code: String) -> Bool {
        code.contains("-") && code.allSatisfy { "0123456789-".contains($0) }
    }

    private func normalName(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(separator: " ")
    }

    private func normalDescription(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if scalar != "\r" {
                result.append(scalar)
            } else if index + 1 == scalars.count || scalars[index + 1] != "\n" {
                result.append("\n")
            }
        }
        return String(result)
    }
}
