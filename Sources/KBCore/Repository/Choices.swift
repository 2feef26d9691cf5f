import GRDB

/// What a person may type next on a command line, for shells that complete it.
///
/// Shells take what all choices have in common for the only way to go on. So a list is whole, or it is empty where
/// more than ``limit`` would stand in it.
package struct Choices: Sendable {
    /// Something to type, and what it is.
    package struct Choice: Hashable, Sendable {
        /// What is typed.
        package var text: String
        /// What is said about it; may be empty.
        package var about: String
    }

    /// The most choices.
    package static let limit = 2000

    private let store: Store

    /// Reads from `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// The slugs of all books.
    package func books() throws -> [Choice] {
        try choices("SELECT slug, title FROM books ORDER BY slug LIMIT :limit", [:])
    }

    /// The codes that `text` begins, with or without their book; in the order of the documents.
    ///
    /// A code that stands in several books comes alone and with each of them. The case of letters does not matter
    /// where no book is named.
    package func codes(beginning text: String) throws -> [Choice] {
        if let colon = text.firstIndex(of: ":") {
            return try codes(
                "book = :book AND code >= :start AND code < :end",
                Self.range(text[text.index(after: colon)...], ["book": String(text[..<colon])])
            ).map(\.full)
        }
        let range = Self.range(text, [:])
        let bare = try codes("code COLLATE NOCASE >= :start AND code COLLATE NOCASE < :end", range)
        let places = Dictionary(grouping: bare) { $0.reference.code }
        let choices = bare.flatMap { code -> [Choice] in
            let same = places[code.reference.code] ?? []
            guard same.count > 1 else { return [code.bare] }
            let books = Choice(
                text: code.reference.code, about: same.map(\.reference.book).joined(separator: ", "))
            return same.first?.reference == code.reference ? [books, code.full] : [code.full]
        }
        guard !text.isEmpty else { return choices }
        return choices + (try codes("book >= :start AND book < :end", range).map(\.full))
    }

    /// The newest notes whose IDs begin so, at most 200; the IDs as far as they are usually shown.
    ///
    /// - Parameters:
    ///   - text: The beginning of an ID.
    ///   - isAnnotation: Whether only annotations are wanted.
    /// - Returns: The IDs, each with its code and the beginning of the text.
    /// - Throws: ``StoreError``.
    package func notes(beginning text: String, isAnnotation: Bool = false) throws -> [Choice] {
        let range = text.isEmpty ? "true" : "note >= :start AND note < :end"
        let heads = try choices(
            """
            SELECT note, book || ':' || code || ' ' || substr(body, 1, 60) FROM notes
            WHERE \(range) AND (NOT :annotations OR exact IS NOT NULL) ORDER BY id DESC LIMIT min(:limit, 200)
            """,
            text.isEmpty
                ? ["annotations": isAnnotation]
                : Self.range(text.lowercased(), ["annotations": isAnnotation]))
        var seen: Set<String> = []
        let notes = heads.filter { seen.insert($0.text).inserted }
        let length = text.count > 8 ? Int.max : 8
        return notes.map { Choice(text: String($0.text.prefix(length)), about: $0.about) }
    }

    /// The notes that are in conflict.
    package func conflicts() throws -> [Choice] {
        try choices(
            """
            SELECT substr(note, 1, 8), min(book || ':' || code || ' ' || substr(body, 1, 60)) FROM notes
            GROUP BY note HAVING count(*) > 1 ORDER BY note LIMIT :limit
            """, [:])
    }

    /// The remotes.
    package func remotes() throws -> [Choice] {
        try choices("SELECT name, url FROM sync_remotes ORDER BY name LIMIT :limit", [:])
    }

    /// The logs that have an entry to skip.
    package func stoppedLogs() throws -> [Choice] {
        try choices(
            """
            SELECT substr(log, 1, 8), name FROM sync_logs WHERE fault_line IS NOT NULL ORDER BY log LIMIT :limit
            """, [:])
    }

    /// The tags of the note whose ID begins so, or of the newest ten thousand notes; the most used first.
    package func tags(ofNote id: String? = nil) throws -> [Choice] {
        try choices(
            """
            WITH tagged AS MATERIALIZED (
              SELECT note, tags FROM notes
              WHERE \(id == nil ? "true" : "note >= :start AND note < :end") ORDER BY id DESC LIMIT 10000)
            SELECT CAST(value AS TEXT) AS tag, '' FROM tagged, json_each(tagged.tags)
            WHERE json_each.type IN ('text', 'integer', 'real')
            GROUP BY tag ORDER BY count(DISTINCT note) DESC, tag LIMIT :limit
            """, id.map { Self.range($0.lowercased(), [:]) } ?? [:])
    }

    /// Who wrote the newest ten thousand notes and spoke of the newest words, the most active first.
    package func authors() throws -> [Choice] {
        try choices(
            """
            SELECT author, '' FROM (
              SELECT author FROM (SELECT author FROM notes ORDER BY id DESC LIMIT 10000)
              UNION ALL SELECT author FROM (SELECT author FROM word_revisions ORDER BY seq DESC LIMIT 10000))
            WHERE author <> '' GROUP BY author ORDER BY count(*) DESC, author LIMIT :limit
            """, [:])
    }

    /// The aliases of a code, in the order in which they were added.
    package func aliases(of reference: CodeReference) throws -> [Choice] {
        try choices(
            "SELECT alias, '' FROM aliases WHERE book = :book AND code = :code ORDER BY id LIMIT :limit",
            ["book": reference.book, "code": reference.code])
    }

    /// The synonyms that begin so.
    package func terms(beginning text: String) throws -> [Choice] {
        try choices(
            """
            SELECT DISTINCT term, '' FROM synonyms
            WHERE term COLLATE NOCASE >= :start AND term COLLATE NOCASE < :end
            ORDER BY term COLLATE NOCASE LIMIT :limit
            """, Self.range(text, [:]))
    }

    private struct NamedCode {
        var reference: CodeReference
        var title: String

        var bare: Choice { Choice(text: reference.code, about: title) }
        var full: Choice { Choice(text: reference.description, about: title) }
    }

    /// Reads no more rows than can be shown, and sorts them afterwards: a book may have a million.
    private func codes(_ condition: String, _ arguments: StatementArguments) throws -> [NamedCode] {
        try rows(
            """
            WITH some AS MATERIALIZED (
              SELECT book, code, name || coalesce(' (' || qualifier || ')', ''), position FROM codes
              WHERE \(condition) LIMIT :limit)
            SELECT * FROM some ORDER BY book, position, code
            """, arguments
        ) { NamedCode(reference: CodeReference(book: $0.text(0), code: $0.text(1)), title: $0.text(2)) }
    }

    /// Adds what texts that begin with `start` lie between: no character comes after the last one of Unicode.
    private static func range(
        _ start: some StringProtocol, _ others: StatementArguments
    ) -> StatementArguments {
        others + ["start": String(start), "end": start + "\u{10FFFF}"]
    }

    private func choices(_ sql: String, _ arguments: StatementArguments) throws -> [Choice] {
        try rows(sql, arguments) { Choice(text: $0.text(0), about: $0.text(1)) }
    }

    private func rows<Value>(
        _ sql: String, _ arguments: StatementArguments, _ value: (Row) -> Value
    ) throws -> [Value] {
        let values = try store.read { db in
            try Row.fetchAll(db, sql: sql, arguments: arguments + ["limit": Self.limit + 1]).map(value)
        }
        return values.count > Self.limit ? [] : values
    }
}
