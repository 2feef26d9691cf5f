import KBPresentation
import KBText

/// Texts of people as they are given to a model: nothing in them is invisible, and none is longer than there is room for.
enum ShownText {
    /// How long texts and lists may be.
    struct Limit {
        /// Unicode scalars of a text.
        var text: Int
        /// Items of a list.
        var list: Int
        /// Members of an object; those that kb itself gives an object are fewer than twenty.
        var members: Int { max(list, 20) }

        /// From the widest to the narrowest.
        static let all = [
            Limit(text: 4000, list: 100), Limit(text: 1000, list: 50), Limit(text: 300, list: 30),
            Limit(text: 120, list: 20),
        ]
        static let least = Limit(text: 120, list: 5)
    }

    /// A value with its texts made visible and shortened.
    ///
    /// Controls, bidirectional overrides, and invisible characters become `\u{202E}` within the text itself: a program
    /// that reads JSON would undo the escapes of JSON before a model sees the text.
    ///
    /// - Parameters:
    ///   - value: Any value.
    ///   - limit: How long texts and lists may be.
    ///   - isShortened: Set where something was left out.
    /// - Returns: The value.
    static func of(_ value: JSONValue, _ limit: Limit, _ isShortened: inout Bool) -> JSONValue {
        switch value {
        case .string(let text): return .string(shown(text, limit, &isShortened))
        case .array(let items):
            if items.count > limit.list { isShortened = true }
            return .array(items.prefix(limit.list).map { of($0, limit, &isShortened) })
        case .object(let members):
            if members.count > limit.members { isShortened = true }
            return .object(
                members.prefix(limit.members).map {
                    (shown($0.0, limit, &isShortened), of($0.1, limit, &isShortened))
                })
        case .number, .real, .bool, .null: return value
        }
    }

    /// What a caller has sent, or a sentence that has it in it: made visible, and not longer than a few lines.
    static func echo(_ text: String) -> String {
        var isShortened = false
        return shown(text, Limit(text: 1000, list: 0), &isShortened)
    }

    private static func shown(_ text: String, _ limit: Limit, _ isShortened: inout Bool) -> String {
        let scalars = text.unicodeScalars
        guard text.utf8.count > limit.text, scalars.count > limit.text else {
            return TerminalText.escaped(text)
        }
        isShortened = true
        let kept = String(scalars: scalars.prefix(limit.text))
        return TerminalText.escaped(kept) + "… (\(scalars.count - limit.text) more)"
    }
}
