extension NoteRevision: Codable {
    private enum Key: String, CodingKey {
        case format, revision, note, parents, book, code, body, tags, author, anchor, deleted, created
    }

    /// Reads one line of an exchange file.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        let format = try object.decode(Int.self, forKey: .format)
        guard format == NoteJSON.format else { throw NoteLineFault.Reason.format(format) }
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

    /// Writes one line of an exchange file.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(NoteJSON.format, forKey: .format)
        try object.encode(revision, forKey: .revision)
        try object.encode(note, forKey: .note)
        try object.encode(parents, forKey: .parents)
        try object.encode(reference.book, forKey: .book)
        try object.encode(reference.code, forKey: .code)
        try object.encode(body, forKey: .body)
        try object.encode(tags, forKey: .tags)
        try object.encode(author, forKey: .author)
        try object.encodeIfPresent(anchor, forKey: .anchor)
        try object.encode(isDeleted, forKey: .deleted)
        try object.encode(createdAt, forKey: .created)
    }
}
