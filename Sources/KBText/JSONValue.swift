/// A JSON value (RFC 8259), written on one line with its keys in the order given.
package enum JSONValue: Sendable {
    case string(String)
    case number(Int)
    case real(Double)
    case bool(Bool)
    case null
    case array([JSONValue])
    case object([(String, JSONValue)])

    /// A string, or null.
    package static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// Strings.
    package static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// The value of the first member of an object that has this name; nil where there is none.
    package subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.0 == name }?.1
    }

    /// The text of a string; nil for anything else.
    package var string: String? { if case .string(let text) = self { text } else { nil } }

    /// How much space there is between the signs.
    package enum Spacing: Sendable {
        /// None: for programs.
        case none
        /// A space after each comma and colon, for documents that people read and edit.
        case readable
    }

    /// The value as text.
    package var text: String { text(.none) }

    /// The value as text on one line.
    package func text(_ spacing: Spacing) -> String {
        var text = ""
        write(to: &text, spacing == .none ? "" : " ")
        return text
    }

    private func write(to text: inout String, _ space: String) {
        switch self {
        case .string(let value): JSONText.append(value, to: &text)
        case .number(let value): text += String(value)
        case .real(let value): text += value.isFinite ? "\(value)" : "null"
        case .bool(let value): text += value ? "true" : "false"
        case .null: text += "null"
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," + space }
                value.write(to: &text, space)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, (key, value)) in members.enumerated() {
                if index > 0 { text += "," + space }
                JSONText.append(key, to: &text)
                text += ":" + space
                value.write(to: &text, space)
            }
            text += "}"
        }
    }
}
