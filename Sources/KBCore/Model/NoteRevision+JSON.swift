import KBText

extension NoteRevision: Decodable {
    private enum Key: String, CodingKey {
        case format, revision, note, parents, book, code, body, tags, author, anchor, deleted, created
    }

    /// Reads one line of an exchange file.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        let format = try object.decode(Int.self, forKey: .format)
        guard format == JSONValue.formatNumber else { throw NoteLineFault.Reason.format(format) }
        revision = try object.decode(String.self, forKey: .revision)
        note = try object.decode(String.self, forKey: .note)
        parents = try object.decode([String].self, forKey: .parents)
        reference = CodeReference(
            book: try object.decode(String.self, forKey: .book),
            code: try object.decode(String.self, forKey: .code))
        body = try object.decode(String.self, forKey: .body)
        tags = try object.decode([String].self, forKey: .tags)
        author = try object.decode(String.self, forKey: .author)
        anchor = try object.decodeIfPresent(TextQuote.self, forKey: .anchor)
        isDeleted = try object.decode(Bool.self, forKey: .deleted)
        createdAt = try object.decode(String.self, forKey: .created)
    }

    /// One line of an exchange file, its members in the order of their names.
    package var json: JSONValue {
        var members: [(String, JSONValue)] = [("author", .string(author))]
        if let anchor { members.insert(("anchor", anchor.json), at: 0) }
        members += [
            ("body", .string(body)), ("book", .string(reference.book)), ("code", .string(reference.code)),
            ("created", .string(createdAt)), ("deleted", .bool(isDeleted)), JSONValue.format,
            ("note", .string(note)), ("parents", .strings(parents)), ("revision", .string(revision)),
            ("tags", .strings(tags)),
        ]
        return .object(members)
    }
}

extension JSONValue {
    /// The number that every object carries as `format`; it grows when a member changes its meaning or goes.
    package static let formatNumber = 1

    /// ``formatNumber`` as a member.
    package static var format: (String, JSONValue) { ("format", .number(formatNumber)) }
}
