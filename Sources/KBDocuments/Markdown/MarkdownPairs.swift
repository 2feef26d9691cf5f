/// What a text says about one code, a part a line: `- **Code**: E1`, `- **Message**: …`.
struct MarkdownPairs {
    private static let longestKey = 40

    private var pairs: [(key: String, value: String)] = []

    /// Reads the lines of a text; nil where they are no pairs, or fewer than two.
    ///
    /// In a list what begins no item goes on with the pair before it.
    init?(_ text: String, isItem isInList: Bool = false) {
        let isList = isInList || text.hasPrefix("- ")
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.drop { $0.isWhitespace }
            let isItem = line.hasPrefix("- ")
            let bare = isItem ? line.dropFirst(2) : line
            if let pair = Self.parted(bare) {
                pairs.append(pair)
            } else if isList, !isItem, !pairs.isEmpty {
                pairs[pairs.count - 1].value += "\n" + bare
            } else {
                return nil
            }
        }
        guard pairs.count > 1, Set(pairs.map { ColumnName.key($0.key) }).count == pairs.count else {
            return nil
        }
    }

    /// The entry that the pairs make; nil where a part is missing.
    ///
    /// - Parameters:
    ///   - code: The code where it is known; else a pair has it.
    ///   - name: The name where it is known.
    ///   - line: The line of the entry.
    /// - Returns: The entry.
    func entry(code: String?, name: String, line: Int) -> Entry? {
        var pairs = pairs
        for (key, value) in [("code", code ?? ""), ("name", name)] where !value.isEmpty {
            pairs.removeAll { ColumnLayout.contains(key, in: [$0.key]) || key == "code" && $0.value == value }
            pairs.append((key, value))
        }
        let keys = pairs.map(\.key)
        guard ColumnLayout.hasCodeColumn(keys, mapping: nil),
            let layout = try? ColumnLayout(header: keys, mapping: nil)
        else { return nil }
        let entry = layout.draft(from: pairs.map(\.value), line: line)
        return entry.name.isEmpty || CodeFault(in: entry.code) != nil ? nil : entry
    }

    private static func parted(_ line: Substring) -> (key: String, value: String)? {
        guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let key = String(line[..<colon]).collapsingWhiteSpace
        let rest = line[line.index(after: colon)...]
        guard !key.isEmpty, key.count <= longestKey, line[colon] == "：" || rest.first?.isWhitespace != false
        else {
            return nil
        }
        return (key, String(rest).trimmedWithPlainLineEnds)
    }
}
