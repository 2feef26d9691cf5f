extension WordList {
    /// Aliases as a list that ``aliases(_:)`` reads, with its header.
    public static func text(aliases: some Sequence<AliasEntry>) -> String {
        "book\tcode\talias\tlanguage\tsource\n"
            + aliases.map { line([$0.book, $0.code, $0.alias, $0.language, $0.source]) }.joined()
    }

    /// Groups of synonyms as a list that ``synonyms(_:)`` reads.
    public static func text(synonyms: some Sequence<[String]>) -> String { synonyms.map(line).joined() }

    /// A line; what parts fields and lines is a space in a field, and a `#` that would begin a comment has one before it.
    private static func line(_ fields: [String]) -> String {
        let fields = fields.map { String($0.map { $0 == "\t" || $0.isNewline ? " " : $0 }) }
        let text = fields.joined(separator: "\t") + "\n"
        return text.hasPrefix("#") ? " " + text : text
    }
}
