/// The class of an HTTP status code (RFC 9110, §15).
///
/// ```swift
/// CodeClass(CodeReference(book: "http", code: "404"))?.number  // "4xx"
/// ```
public enum CodeClass: Int, Hashable, Sendable, CaseIterable {
    /// The request was received, and goes on: 1xx.
    case informational = 1
    /// The request was received, understood and accepted: 2xx.
    case successful
    /// The request needs another step: 3xx.
    case redirection
    /// The request is wrong or cannot be fulfilled: 4xx.
    case clientError
    /// The server failed a request that looks right: 5xx.
    case serverError

    /// The class of a code; nil for codes of other books, and for numbers that no class has.
    public init?(_ reference: CodeReference) {
        guard reference.book == "http", reference.code.utf8.count == 3,
            reference.code.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
            let first = reference.code.first.flatMap({ Int(String($0)) })
        else { return nil }
        self.init(rawValue: first)
    }

    /// How people write the class: `4xx`.
    public var number: String { "\(rawValue)xx" }
}
