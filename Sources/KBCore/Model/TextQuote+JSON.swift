import KBText

extension TextQuote: Decodable {
    private enum Key: String, CodingKey {
        case field, exact, prefix, suffix, start, end, orphaned
    }

    /// Reads the object that `json` is.
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

    /// The quote, its context and its place as an object.
    package var json: JSONValue {
        var members: [(String, JSONValue)] = [("exact", .string(exact)), ("field", .string(field.rawValue))]
        if let end { members.insert(("end", .number(end)), at: 0) }
        members += [("orphaned", .bool(isOrphaned)), ("prefix", .string(prefix))]
        if let start { members.append(("start", .number(start))) }
        members.append(("suffix", .string(suffix)))
        return .object(members)
    }
}
