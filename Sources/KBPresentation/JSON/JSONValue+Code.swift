import KBCore
import KBText

extension JSONValue {
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
}
