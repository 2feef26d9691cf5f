import KBCore
import KBText

/// A result of a search as a JSON object; docs/json.md describes its members.
package enum ResultJSON {
    /// One object, on one line.
    package static func text(for result: SearchResult, _ notes: [CodeReference: [Note]]) -> String {
        let code = result.code
        return JSONValue.object([
            JSONValue.format,
            ("book", .string(code.reference.book)),
            ("code", .string(code.reference.code)),
            ("name", .string(code.name)),
            ("qualifier", .optional(code.qualifier)),
            ("description", .string(code.description)),
            ("state", .string(code.state.rawValue)),
            ("aliases", .strings(code.aliases)),
            ("match", match(result)),
            ("notes", .strings((notes[code.reference] ?? []).map(\.body))),
        ]).text
    }

    private static func match(_ result: SearchResult) -> JSONValue {
        .object([
            ("tier", .number(result.tier.rawValue)),
            ("field", .string(result.field.rawValue)),
            ("alias", .optional(result.alias)),
            ("terms", .strings(result.terms)),
            (
                "steps",
                .array(
                    result.steps.map { step in
                        .object([
                            ("kind", .string(step.kind.rawValue)), ("from", .string(step.from)),
                            ("to", .string(step.to)),
                        ])
                    })
            ),
            ("score", .real(result.score)),
            ("parts", .object(result.parts.map { ($0.name, .real($0.value)) })),
        ])
    }
}
