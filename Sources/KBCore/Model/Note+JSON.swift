extension Note: Encodable {
    private enum Key: String, CodingKey {
        case format, note, revision, book, code, body, tags, author, anchor, created, updated
    }

    /// Writes the object that `--json` prints; `anchor` is there for annotations only.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(NoteJSON.format, forKey: .format)
        try object.encode(uuid, forKey: .note)
        try object.encode(revision, forKey: .revision)
        try object.encode(reference.book, forKey: .book)
        try object.encode(reference.code, forKey: .code)
        try object.encode(body, forKey: .body)
        try object.encode(tags, forKey: .tags)
        try object.encode(author, forKey: .author)
        try object.encodeIfPresent(anchor, forKey: .anchor)
        try object.encode(createdAt, forKey: .created)
        try object.encode(updatedAt, forKey: .updated)
    }
}

extension TextQuote: Codable {
    private enum Key: String, CodingKey {
        case field, exact, prefix, suffix, start, end, orphaned
    }

    /// Reads the object that ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        let name = try object.decode(String.self, forKey: .field)
        guard let field = Field(rawValue: name) else {
            throw DecodingError.dataCorruptedError(forKey: .field, in: object, debugDescription: name)
        }
        self.init(
            field: field, exact: try object.decode(String.self, forKey: .exact),
            prefix: try object.decode(String.self, forKey: .prefix),
            suffix: try object.decode(String.self, forKey: .suffix),
            start: try object.decodeIfPresent(Int.self, forKey: .start),
            end: try object.decodeIfPresent(Int.self, forKey: .end),
            isOrphaned: try object.decode(Bool.self, forKey: .orphaned))
    }

    /// Writes the quote, its context and its place as an object.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(field.rawValue, forKey: .field)
        try object.encode(exact, forKey: .exact)
        try object.encode(prefix, forKey: .prefix)
        try object.encode(suffix, forKey: .suffix)
        try object.encodeIfPresent(start, forKey: .start)
        try object.encodeIfPresent(end, forKey: .end)
        try object.encode(isOrphaned, forKey: .orphaned)
    }
}
