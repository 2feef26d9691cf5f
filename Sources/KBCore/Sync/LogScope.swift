import KBDocuments
import KBText

/// What of a file goes into one of its logs, and so to the remotes that get it.
package struct LogScope: Hashable, Sendable {
    /// The books of which codes, notes and aliases go; nil for all, and for synonyms, which belong to no book.
    package var books: [String]?
    /// Notes with one of these tags stay here.
    package var leftOutTags: [String]
    /// Whether editions of books go as well.
    package var hasEditions: Bool

    /// Everything by default.
    package init(books: [String]? = nil, leftOutTags: [String] = [], hasEditions: Bool = true) {
        self.books = books?.sorted().unique()
        self.leftOutTags = leftOutTags.sorted().unique()
        self.hasEditions = hasEditions
    }

    init(_ text: String) {
        var text = text
        let value = text.withUTF8 { JSONValue(reading: UnsafeRawBufferPointer($0)) } ?? .null
        func strings(_ name: String) -> [String]? {
            guard case .array(let items)? = value[name] else { return nil }
            return items.compactMap(\.string)
        }
        self.init(books: strings("books"), leftOutTags: strings("notTags") ?? [])
        if case .bool(false)? = value["editions"] { hasEditions = false }
    }

    /// The scope as the file has it.
    package var json: JSONValue {
        var members: [(String, JSONValue)] = []
        if let books { members.append(("books", .strings(books))) }
        if !hasEditions { members.append(("editions", .bool(false))) }
        if !leftOutTags.isEmpty { members.append(("notTags", .strings(leftOutTags))) }
        return .object(members)
    }

    func holds(book: String) -> Bool { books?.contains(book) ?? true }

    func hasEdition(of book: String) -> Bool { hasEditions && holds(book: book) }

    func holds(_ line: LogLine) -> Bool {
        if case .edition(let edition) = line { hasEdition(of: edition.book) } else { true }
    }

    func holds(_ revision: NoteRevision) -> Bool {
        holds(book: revision.reference.book) && !revision.tags.contains(where: leftOutTags.contains)
    }

    func holds(_ revision: WordRevision) -> Bool { holds(book: revision.key.book) }
}
