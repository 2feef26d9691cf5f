import KBCore
import KBText

/// A result of a search as a JSON object; docs/json.md describes its members.
package enum ResultJSON {
    /// One object, on one line.
    package static func text(for result: SearchResult, of answer: SearchAnswer) -> String {
        JSONValue.object(members(of: result, in: answer)).text
    }

    /// The members of the object.
    package static func members(
        of result: SearchResult, in answer: SearchAnswer
    ) -> [(String, JSONValue)] {
        let code = result.code
        return [
            JSONValue.format,
            ("book", .string(code.reference.book)),
            ("code", .string(code.reference.code)),
            ("name", .string(code.name)),
            ("qualifier", .optional(code.qualifier)),
            ("description", .string(code.description)),
            ("fields", .fields(of: code)),
            ("state", .string(code.state.rawValue)),
            ("aliases", .strings(code.aliases)),
            ("translations", .translations(of: code)),
            ("match", match(result)),
            ("notes", .strings((answer.notes[code.reference] ?? []).map(\.body))),
            ("total", total(answer.total)),
        ]
    }

    /// How many results the answer has, whatever its limit was.
    private static func total(_ total: SearchAnswer.Total) -> JSONValue {
        .object([("count", .number(total.count)), ("exact", .bool(total.isExact))])
    }

    private static func match(_ result: SearchResult) -> JSONValue {
        .object([
            ("tier", .number(result.tier.rawValue)),
            ("field", .string(result.field.rawValue)),
            ("alias", .optional(result.alias)),
            ("note", .optional(result.note?.uuid)),
            (
                "marks",
                .array(
                    result.marks.map { mark in
                        .object([
                            ("field", .string(mark.field.rawValue)),
                            ("name", .optional(mark.name)),
                            ("start", .number(mark.range.lowerBound)),
                            ("end", .number(mark.range.upperBound)),
                        ])
                    })
            ),
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
