import KBText

/// The text of a cell, without the marks of reStructuredText.
struct RSTCell {
    // Nobody looks further for the end of a mark.
    private static let reach = 1_000
    private static let marks = ["``", "**", "*", "`"].map(Array.init)

    private(set) var text = ""

    /// Joins the lines of a cell: a blank line and a bullet begin a line of their own.
    init(_ lines: some Sequence<String>) {
        var isNew = true
        for line in lines {
            let line = Self.plain(line)
            let isItem = ["- ", "* ", "+ ", "• "].contains { line.hasPrefix($0) }
            if line.isEmpty {
                isNew = true
                continue
            }
            if !text.isEmpty {
                let (last, first) = (text.unicodeScalars.last, line.unicodeScalars.first)
                let isHan = last.map(Self.isHan) == true && first.map(Self.isHan) == true
                text += isNew || isItem ? "\n" : isHan ? "" : " "
            }
            text += line
            isNew = false
        }
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        Han.isOfScript(scalar) || "，。；：！？、（）".unicodeScalars.contains(scalar)
    }

    /// A line without its marks: `` `text <target>`_ `` and `` :role:`text` `` are their text.
    private static func plain(_ line: String) -> String {
        guard line.contains(where: { "`*\\".contains($0) }) else { return line }
        let characters = Array(line)
        var result: [Character] = []
        var index = 0
        while index < characters.count {
            if characters[index] == "\\" {
                // A backslash before a space is nothing, and so is the space.
                if index + 1 < characters.count, characters[index + 1] != " " {
                    result.append(characters[index + 1])
                }
                index += 2
            } else if let (mark, end) = marked(characters, index) {
                var inner = characters[(index + mark.count)..<end]
                index = end + mark.count
                if mark == ["`"] {
                    if let role = roleStart(result) { result.removeLast(result.count - role) }
                    if let target = inner.lastIndex(of: "<"), inner.last == ">" { inner = inner[..<target] }
                    while index < characters.count, characters[index] == "_" { index += 1 }
                }
                result += String(inner).collapsingOuterWhiteSpace
            } else {
                result.append(characters[index])
                index += 1
            }
        }
        return String(result).collapsingOuterWhiteSpace
    }

    /// The mark that begins at a place, and where its text ends.
    private static func marked(_ text: [Character], _ start: Int) -> (mark: [Character], end: Int)? {
        guard let mark = marks.first(where: { text[start...].starts(with: $0) }) else { return nil }
        let first = start + mark.count
        guard first < text.count, !text[first].isWhitespace else { return nil }
        let last = min(text.count - mark.count, first + reach)
        guard first < last else { return nil }
        let end = (first + 1...last).first { text[$0...].starts(with: mark) && !text[$0 - 1].isWhitespace }
        return end.map { (mark, $0) }
    }

    /// Where a role such as `:ref:` begins at the end of a text.
    private static func roleStart(_ text: [Character]) -> Int? {
        guard text.last == ":" else { return nil }
        let name = text.dropLast().suffix(40).reversed().prefix {
            $0.isLetter || $0.isNumber || "-_.+".contains($0)
        }
        let start = text.count - name.count - 2
        return start >= 0 && !name.isEmpty && text[start] == ":" ? start : nil
    }
}
