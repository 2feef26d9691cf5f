import KBText

extension JSONValue {
    /// What is known of a code in logs, as the members of an object.
    ///
    /// - Parameters:
    ///   - code: The code.
    ///   - lines: How many lines have any code.
    /// - Returns: The members.
    package static func members(of code: ScannedCode, ofLines lines: Int) -> [(String, JSONValue)] {
        [
            JSONValue.format,
            ("code", .string(code.text)),
            ("book", .optional(code.code?.reference.book)),
            ("name", .optional(code.code?.name)),
            ("class", .optional(code.kind?.number)),
            ("count", .number(code.count)),
            ("share", .real((Double(code.count) / Double(lines) * 1e6).rounded() / 1e6)),
            ("notes", .number(code.notes.count)),
        ]
    }
}
