import KBCore
import KBText

extension JSONValue {
    /// What the document says of a code besides, in its order.
    static func fields(of code: Code) -> JSONValue {
        .object(code.fields.map { ($0.name, .string($0.text)) })
    }

    /// What a code says, as the members of an object.
    package static func members(of code: Code) -> [(String, JSONValue)] {
        [
            ("book", .string(code.reference.book)),
            ("code", .string(code.reference.code)),
            ("name", .string(code.name)),
            ("qualifier", .optional(code.qualifier)),
            ("description", .string(code.description)),
            ("fields", .fields(of: code)),
            ("state", .string(code.state.rawValue)),
            ("position", .number(code.position)),
            ("aliases", .strings(code.aliases)),
        ]
    }

    /// What a code is called and means in further languages.
    package static func translations(of code: Code) -> JSONValue {
        .array(
            code.translations.map { text in
                .object([
                    ("language", .string(text.language)),
                    ("name", .string(text.name ?? code.name)),
                    ("description", .string(text.description)),
                ])
            })
    }
}
