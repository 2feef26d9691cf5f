import KBCore
import KBText

extension JSONValue {
    /// A note as an object, the same wherever notes are printed; annotations alone have an `anchor`.
    package init(_ note: Note) {
        var members: [(String, JSONValue)] = [("author", .string(note.author))]
        if let anchor = note.anchor { members.insert(("anchor", anchor.json), at: 0) }
        members += [
            ("body", .string(note.body)), ("book", .string(note.reference.book)),
            ("code", .string(note.reference.code)), ("created", .string(note.createdAt)),
            JSONValue.format, ("note", .string(note.uuid)), ("revision", .string(note.revision)),
            ("tags", .strings(note.tags)), ("updated", .string(note.updatedAt)),
        ]
        self = .object(members)
    }
}
