import KBText

/// Parts of JSON schemas, as short as they can be: a model reads them in every conversation.
extension JSONValue {
    static func type(_ name: String, _ description: String? = nil, _ more: [(String, JSONValue)] = [])
        -> JSONValue
    {
        .object(
            [("type", .string(name))] + (description.map { [("description", .string($0))] } ?? []) + more)
    }

    static func texts(_ description: String) -> JSONValue {
        type("array", description, [("items", type("string"))])
    }

    /// What every code has.
    static let entry = [
        ("book", "string"), ("code", "string"), ("name", "string"), ("description", "string"),
        ("notes", "array"),
    ]
    /// What every note has.
    static let note = [
        ("note", "string"), ("revision", "string"), ("body", "string"), ("author", "string"),
        ("tags", "array"),
    ]

    static let book = type("string", "only this book")

    /// An object with some members, of which some must be there.
    static func schema(_ properties: [(String, JSONValue)], required: [String]) -> JSONValue {
        type("object", nil, [("properties", .object(properties)), ("required", .strings(required))])
    }

    /// What ``ToolResult`` becomes: objects of docs/json.md that have at least some members.
    static func objects(
        _ name: String, having members: [(String, String)], besides: [(String, JSONValue)] = []
    ) -> JSONValue {
        let item = schema(members.map { ($0, type($1)) }, required: members.map(\.0))
        return schema(
            [(name, type("array", nil, [("items", item)]))] + besides + [
                ("more", type("integer")), ("shortened", type("boolean")),
            ], required: [name])
    }

    /// What a model reads of a tool.
    static func tool(
        _ name: String, _ description: String, takes: JSONValue, returns: JSONValue, writes: Bool = false
    ) -> JSONValue {
        .object([
            ("name", .string(name)), ("description", .string(description)), ("inputSchema", takes),
            ("outputSchema", returns),
            (
                "annotations",
                .object([
                    ("readOnlyHint", .bool(!writes)), ("destructiveHint", .bool(false)),
                    ("idempotentHint", .bool(true)), ("openWorldHint", .bool(false)),
                ])
            ),
        ])
    }
}
