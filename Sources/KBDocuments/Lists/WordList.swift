/// Another name for a code, as a line of `aliases.tsv` gives it.
public struct AliasEntry: Hashable, Sendable {
    /// The slug of the book.
    public var book: String
    /// The code that is meant.
    public var code: String
    /// The other name.
    public var alias: String
    /// A BCP 47 language tag, such as `zh-Hans`; may be empty.
    public var language: String
    /// Where the name comes from; may be empty.
    public var source: String

    /// Makes an alias of its parts.
    package init(book: String, code: String, alias: String, language: String, source: String) {
        self.book = book
        self.code = code
        self.alias = alias
        self.language = language
        self.source = source
    }
}

/// What a code is called and means in a further language, as a line of `NAME.en.tsv` gives it.
public struct TranslationEntry: Hashable, Sendable {
    /// The code that is meant.
    public var code: String
    /// The name; may be empty.
    public var name: String
    /// The description; may be empty.
    public var description: String

    /// Makes a text of its parts.
    package init(code: String, name: String, description: String) {
        self.code = code
        self.name = name
        self.description = description
    }
}

/// Lists of words that come with a document: aliases, synonyms and texts in further languages, as tab-separated UTF-8 text.
///
/// Empty lines, and lines that begin with `#`, are left out.
public enum WordList {
    /// Reads aliases: a header `book code alias language source`, then one alias a line.
    ///
    /// - Throws: ``WordListError`` with every line that cannot be read.
    public static func aliases(_ text: String) throws(WordListError) -> [AliasEntry] {
        var lines: [Int] = []
        var entries: [AliasEntry] = []
        for (number, fields) in rows(of: text) {
            if fields.first == "book" { continue }
            guard (3...5).contains(fields.count), fields.prefix(3).allSatisfy({ !$0.isEmpty }) else {
                lines.append(number)
                continue
            }
            let padded = fields + Array(repeating: "", count: 5 - fields.count)
            entries.append(
                AliasEntry(
                    book: padded[0], code: padded[1], alias: padded[2], language: padded[3], source: padded[4]
                ))
        }
        guard lines.isEmpty else { throw WordListError(lines: lines, expected: .alias) }
        return entries
    }

    /// Reads synonyms: the terms of one meaning on one line, the preferred one first.
    ///
    /// - Throws: ``WordListError`` with every line that has fewer than two terms.
    public static func synonyms(_ text: String) throws(WordListError) -> [[String]] {
        var lines: [Int] = []
        var groups: [[String]] = []
        for (number, fields) in rows(of: text) {
            let terms = fields.filter { !$0.isEmpty }
            if terms.count < 2 { lines.append(number) } else { groups.append(terms) }
        }
        guard lines.isEmpty else { throw WordListError(lines: lines, expected: .synonyms) }
        return groups
    }

    /// Reads texts in a further language: a header `code name description`, then one code a line.
    ///
    /// - Throws: ``WordListError`` with every line that cannot be read, or gives a code a second time.
    public static func translations(_ text: String) throws(WordListError) -> [TranslationEntry] {
        var lines: [Int] = []
        var entries: [TranslationEntry] = []
        var seen: Set<String> = ["code"]
        for (number, fields) in rows(of: text) {
            if entries.isEmpty, fields.first == "code" { continue }
            let said = fields.dropFirst().contains { !$0.isEmpty }
            guard (2...3).contains(fields.count), !fields[0].isEmpty, said,
                seen.insert(fields[0]).inserted
            else {
                lines.append(number)
                continue
            }
            entries.append(
                TranslationEntry(
                    code: fields[0], name: fields[1], description: fields.count > 2 ? fields[2] : ""))
        }
        guard lines.isEmpty else { throw WordListError(lines: lines, expected: .translation) }
        return entries
    }

    private static func rows(of text: String) -> [(number: Int, fields: [String])] {
        var rows: [(Int, [String])] = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(\.trimmedOfSpace)
            rows.append((number, fields))
        }
        return rows
    }
}

/// The lines of a word list that cannot be read.
public struct WordListError: Error, Hashable, Sendable {
    /// What a line should have been.
    public enum Expected: Hashable, Sendable {
        /// `book`, `code`, `alias` and, if known, `language` and `source`.
        case alias
        /// At least two terms.
        case synonyms
        /// `code`, `name` and `description`, one of both may be empty, and each code once.
        case translation
    }

    /// Line numbers from 1.
    public var lines: [Int]
    /// What was expected on them.
    public var expected: Expected
}
