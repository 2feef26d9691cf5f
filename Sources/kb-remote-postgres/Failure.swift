import Glibc
import KBText

/// Why a question has no answer.
struct Failure: Error {
    /// What kb can do about it.
    enum Kind: String {
        /// The same question may be answered later.
        case unreachable
        /// The server does not take what was sent.
        case refused
        /// Another machine has written to the same log.
        case changed
    }

    var kind: Kind
    var reason: String

    init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason.split(whereSeparator: \.isNewline).map(\.trimmedOfSpace).joined(separator: "; ")
    }

    /// The failure as an answer.
    var answer: JSONValue {
        .object([("error", .string(reason)), ("kind", .string(kind.rawValue))])
    }
}

/// A message in the language that the environment names, as kb chooses it.
func message(zh: @autoclosure () -> String, en: @autoclosure () -> String) -> String {
    let locales = ["KB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].map { (name: String) in
        getenv(name).map { String(cString: $0) } ?? ""
    }
    return locales.first { !$0.isEmpty }?.lowercased().hasPrefix("zh") == true ? zh() : en()
}
