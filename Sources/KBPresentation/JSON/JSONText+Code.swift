import KBCore

extension JSONValue {
    /// The number that every object begins with: what its keys mean, and which there are.
    package static var format: (String, JSONValue) { ("format", .number(1)) }

    /// What a code says, as the members of an object.
    package static func members(of code: Code) -> [(String, JSONValue)] {
        [
            ("book", .string(code.reference.book)),
            ("code", .string(code.reference.code)),
            ("name", .string(code.name)),
            ("qualifier", .optional(code.qualifier)),
            ("description", .string(code.description)),
            ("state", .string(code.state.rawValue)),
            ("position", .number(code.position)),
            ("aliases", .strings(code.aliases)),
        ]
    }

    /// What a note says, as the members of an object; the keys are those of `kb note list --json`.
    package static func members(of note: Note) -> [(String, JSONValue)] {
        var members: [(String, JSONValue)] = [
            ("note", .string(note.uuid)),
            ("revision", .string(note.revision)),
            ("body", .string(note.body)),
            ("tags", .strings(note.tags)),
            ("author", .string(note.author)),
            ("created", .string(note.createdAt)),
            ("updated", .string(note.updatedAt)),
        ]
        if let anchor = note.anchor {
            members.append(
                (
                    "anchor",
                    .object([
                        ("field", .string(anchor.field.rawValue)),
                        ("exact", .string(anchor.exact)),
                        ("orphaned", .bool(anchor.isOrphaned)),
                    ])
                ))
        }
        return members
    }
}
