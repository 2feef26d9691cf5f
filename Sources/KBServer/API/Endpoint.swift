import KBCore
import KBText

/// One thing that programs can ask for: how it is called, what it takes, and how it is answered.
///
/// The OpenAPI document is made of the same values that requests are checked by, so neither can be without the other.
struct Endpoint: Sendable {
    /// A part of the query.
    struct Parameter: Sendable {
        var name: String
        var schema: JSONValue
        var text: String
        var isRequired = false
    }

    /// What a client sends.
    struct Content: Sendable {
        var type: String
        var schema: JSONValue
    }

    var method: String
    /// The parts of the path; those in braces stand for any text.
    var path: [String]
    var summary: String
    var parameters: [Parameter] = []
    var content: Content?
    var writes = false
    /// Whether a client must say which state it changes.
    var takesMatch = false
    /// The statuses besides 200, and what they mean.
    var statuses: [Int: String] = [:]
    /// Forms of what is answered besides JSON.
    var types: [String] = []
    var answer: @Sendable (API, [String: String]) throws -> WebResponse

    /// The texts in the places of the names in braces; nil for another path.
    func values(of parts: [String]) -> [String: String]? {
        guard parts.count == path.count else { return nil }
        var values: [String: String] = [:]
        for (pattern, part) in zip(path, parts) {
            if pattern.hasPrefix("{") {
                values[String(pattern.dropFirst().dropLast())] = part
            } else if pattern != part {
                return nil
            }
        }
        return values
    }
}

extension Endpoint.Parameter {
    static func text(_ name: String, _ text: String, required: Bool = false) -> Self {
        Self(name: name, schema: .object([("type", .string("string"))]), text: text, isRequired: required)
    }

    static func number(_ name: String, _ range: ClosedRange<Int>, _ usual: Int, _ text: String) -> Self {
        Self(
            name: name,
            schema: .object([
                ("type", .string("integer")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)), ("default", .number(usual)),
            ]), text: text)
    }

    static func choice(_ name: String, _ values: [String], _ text: String) -> Self {
        Self(
            name: name, schema: .object([("type", .string("string")), ("enum", .strings(values))]), text: text
        )
    }

    static let book = text("book", "The slug of the only book.")
    static let form = choice(
        "format", API.Form.allCases.map(\.rawValue), "The form of the list; else by Accept.")
    static let after = text("after", "The last item of the page before; `next` has it.")
}
