import KBDocuments
import KBInput

extension SourceFile {
    /// What a new book of this document is called: `acme-pay` for `Acme_Pay.csv`, and `http` for a document of a name
    /// that says nothing, such as `codes.txt`, whose entries are the HTTP status codes; nil where too little of the name
    /// is left.
    func suggestedBook(_ sample: @autoclosure () -> BookGuess.Sample) -> String? {
        guard path != InputPath.standardInput else { return nil }
        let stem = stemOfAllLanguages
        if Book.saysNothing(stem), Book.isHTTP(sample()) { return "http" }
        return Book.slug(from: stem)
    }
}

extension Book {
    /// Tells whether a text can be the slug of a book: 1 to 64 lower-case letters, digits and hyphens, the first
    /// not a hyphen.
    package static func isSlug(_ text: String) -> Bool {
        let isAllowed = text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        return isAllowed && (1...64).contains(text.utf8.count) && text.first != "-"
    }

    /// Makes a slug of a name; nil when it has no Latin letter and no digit.
    static func slug(from name: String) -> String? {
        let slug = String(words(of: name).joined(separator: "-").prefix(64))
        return isSlug(slug) ? slug : nil
    }

    /// Tells whether every word of a name is one that any document of codes may have: `error_codes`, `http-status-codes-1`.
    static func saysNothing(_ name: String) -> Bool {
        words(of: name).allSatisfy { usualWords.contains($0) || $0.allSatisfy(\.isNumber) }
    }

    /// Tells whether most of the entries are HTTP status codes under their registered names.
    static func isHTTP(_ sample: BookGuess.Sample) -> Bool {
        let known = sample.entries.count { httpNames[$0.code] == $0.name.lowercased() }
        return known > 0 && known * 2 >= sample.entries.count
    }

    private static func words(of name: String) -> [String] {
        name.lowercased().utf8.split { !isLetterOrDigit($0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static let usualWords: Set<String> = [
        "code", "codes", "status", "statuses", "error", "errors", "http", "list", "table", "registry",
        "reason", "phrases",
        "data", "doc", "document", "new", "copy", "edition", "en", "zh", "cn",
    ]

    /// Names from the IANA HTTP Status Code Registry, <https://www.iana.org/assignments/http-status-codes>.
    private static let httpNames = [
        "100": "continue", "101": "switching protocols", "200": "ok", "201": "created", "202": "accepted",
        "204": "no content", "206": "partial content", "300": "multiple choices", "301": "moved permanently",
        "302": "found", "303": "see other", "304": "not modified", "307": "temporary redirect",
        "308": "permanent redirect", "400": "bad request", "401": "unauthorized", "402": "payment required",
        "403": "forbidden", "404": "not found", "405": "method not allowed", "406": "not acceptable",
        "407": "proxy authentication required", "408": "request timeout", "409": "conflict", "410": "gone",
        "411": "length required", "412": "precondition failed", "414": "uri too long",
        "415": "unsupported media type", "417": "expectation failed", "421": "misdirected request",
        "423": "locked",
        "424": "failed dependency", "426": "upgrade required", "428": "precondition required",
        "429": "too many requests", "500": "internal server error", "501": "not implemented",
        "502": "bad gateway",
        "503": "service unavailable", "504": "gateway timeout", "505": "http version not supported",
        "507": "insufficient storage", "508": "loop detected", "510": "not extended",
    ]
}
