import KBText

/// A constant of a program: a code, what the program calls it, and what is said about it.
struct SourceConstant {
    /// The enumeration in which it stands; empty where there is none.
    var group = ""
    /// What the program calls it.
    var name: String
    /// Its value: the code.
    var code: String
    /// Texts that the program gives it, such as the message of an error.
    var texts: [String] = []
    /// The text in further languages.
    var translations: [EntryTranslation] = []
    /// What else the program says of it, by name.
    var options: [EntryField] = []
    /// Other ways to write its value.
    var aliases: [EntryAlias] = []
    /// The comment before it, and the one behind it on its line.
    var before = ""
    var behind = ""
    /// Whether the comment before it is a mere line, which may be a heading of those that follow.
    var isBelowLine = false
    var line: Int

    /// Makes the entry: its name is what the program or a comment says, or else what the program calls it.
    ///
    /// - Parameter others: Further constants of the same code.
    /// - Returns: The entry.
    func entry(_ others: [SourceConstant]) -> Entry {
        var said: [String] = []
        for text in ([self] + others).flatMap(\.said).map(\.trimmedWithPlainLineEnds)
        where !text.isEmpty && !said.contains(text) {
            said.append(text)
        }
        var title = name
        if let first = said.first {
            // A comment is a sentence; a text is as users see it.
            let isText = texts.contains { $0.trimmedWithPlainLineEnds == first }
            let (head, rest) = isText ? Self.lines(of: first) : Self.parted(first)
            title = head
            said[0] = rest
        }
        let description = said.filter { !$0.isEmpty }.joined(separator: "\n")
        var fields: [EntryField] = []
        // A key of an object may be any text.
        var seen: Set<String> = []
        let names = ([name] + others.map(\.name)).filter {
            $0 != title && $0 != code && seen.insert($0).inserted
        }.map(\.collapsingWhiteSpace)
        let group = group.collapsingWhiteSpace
        fields.append(
            EntryField(name: "constant", text: names.filter { !$0.isEmpty }.joined(separator: ", ")))
        fields.append(EntryField(name: "enum", text: group))
        fields.removeAll(where: \.text.isEmpty)
        var known = Set(fields.map(\.name))
        fields += ([self] + others).flatMap(\.options).filter { known.insert($0.name).inserted }
        return Entry(
            code: code, name: title.collapsingWhiteSpace, description: description.trimmedWithPlainLineEnds,
            fields: fields, aliases: ([self] + others).flatMap(\.aliases).unique(),
            translations: translations, line: line)
    }

    /// The constant without the comment before it, where that is a heading.
    var withoutHeading: SourceConstant {
        guard isBelowLine, !before.hasPrefix(name) else { return self }
        var constant = self
        constant.before = ""
        return constant
    }

    /// What is said about it.
    private var said: [String] { texts + [behind, withoutName(before)] }

    /// A comment without the constant's own name, with which Go's begin.
    private func withoutName(_ comment: String) -> String {
        guard comment.hasPrefix(name) else { return comment }
        let rest = comment.dropFirst(name.count)
        let text = rest.drop { $0.isWhitespace || "-:：–—=,，".contains($0) }
        // A sentence goes on in Latin letters: ErrNotFound is returned when ….
        let isSentence =
            text.first?.isASCII == true && rest.prefix(rest.count - text.count).allSatisfy(\.isWhitespace)
        return isSentence ? comment : String(text)
    }

    /// A point behind them ends no sentence.
    private static let abbreviations = ["e.g", "i.e"]

    /// So long a text has its first sentence as the name.
    private static let longestName = 80

    /// Parts a text after its first line, or a long one after its first sentence.
    private static func lines(of text: String) -> (head: String, rest: String) {
        let line = text.prefix { !$0.isNewline }
        return line.count > longestName
            ? parted(text) : (String(line), String(text.dropFirst(line.count)))
    }

    /// Parts a text after its first sentence or line.
    private static func parted(_ text: String) -> (head: String, rest: String) {
        let line = text.prefix { !$0.isNewline }
        for end in ["。", ". "] {
            if let range = line.firstRange(of: end), range.upperBound < line.endIndex,
                !abbreviations.contains(where: line[..<range.lowerBound].hasSuffix)
            {
                return (String(line[..<range.lowerBound]), String(text[range.upperBound...]))
            }
        }
        let head = line.hasSuffix(".") || line.hasSuffix("。") ? line.dropLast() : line
        return (String(head.isEmpty ? line : head), String(text.dropFirst(line.count)))
    }

    /// Whether the program says something about the constant, or calls it an error.
    var isTelling: Bool {
        !texts.isEmpty || !before.isEmpty || !behind.isEmpty || name.lowercased().contains("err")
    }
}
