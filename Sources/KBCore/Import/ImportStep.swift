import Foundation
import KBText

/// What was done to one code by hand, as `imports.step` has it.
package enum ImportStep: Hashable, Sendable {
    case add(String)
    case edit(String)
    case rename(from: String, to: String)
    case retire(String)

    /// The codes of a rename; nil for everything else.
    package var rename: (from: String, to: String)? {
        if case .rename(let from, let to) = self { (from, to) } else { nil }
    }

    /// The object that the file holds.
    var json: String {
        let members: [(String, JSONValue)] =
            switch self {
            case .add(let code): [("add", .string(code))]
            case .edit(let code): [("edit", .string(code))]
            case .rename(let from, let to): [("rename", .string(from)), ("to", .string(to))]
            case .retire(let code): [("retire", .string(code))]
            }
        return JSONValue.object(members).text
    }

    /// Reads ``json``; nil for what is none.
    init?(json: String) {
        guard let object = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8)) else {
            return nil
        }
        if let code = object["add"] {
            self = .add(code)
        } else if let code = object["edit"] {
            self = .edit(code)
        } else if let from = object["rename"], let to = object["to"] {
            self = .rename(from: from, to: to)
        } else if let code = object["retire"] {
            self = .retire(code)
        } else {
            return nil
        }
    }
}
