import KBCore
import KBText

/// Addresses of pages: absolute paths of this server, each part escaped.
struct Links: Sendable {
    /// What stands before every path; empty, or such as `/kb`.
    let base: String

    var start: String { base + "/" }

    /// Where codes are searched.
    func search(_ query: String, book: String? = nil) -> String {
        start + "?" + Fields.query([("q", query)] + (book.map { [("book", $0)] } ?? []))
    }

    /// The page of a code, for ever.
    func code(_ reference: CodeReference) -> String {
        // Browsers take such parts of a path away before they ask.
        guard ![".", "..", ""].contains(reference.code), ![".", ".."].contains(reference.book) else {
            return "\(base)/-/code?"
                + Fields.query([("book", reference.book), ("code", reference.code)])
        }
        return "\(base)/\(reference.book.percentEncoded)/\(reference.code.percentEncoded)"
    }

    /// The page of a book; a book whose name is a page's has another address.
    func book(_ slug: String, _ query: [(String, String)] = []) -> String {
        let path =
            Self.pages.contains(slug)
            ? "\(base)/-/book/\(slug.percentEncoded)" : "\(base)/\(slug.percentEncoded)"
        return query.isEmpty ? path : path + "?" + Fields.query(query)
    }

    func note(_ uuid: String) -> String { "\(base)/-/note/\(uuid.percentEncoded)" }

    func tag(_ tag: String) -> String { "\(base)/-/notes?" + Fields.query([("tag", tag)]) }

    func api(_ path: String, _ query: [(String, String)] = []) -> String {
        "\(base)/api/\(API.version)/\(path)" + (query.isEmpty ? "" : "?" + Fields.query(query))
    }

    /// Paths of one part that are no books and no codes.
    static let pages: Set<String> = [
        "-", "api", "favicon.ico", "healthz", "log", "metrics", "opensearch.xml", "readyz", "robots.txt",
        "scan",
    ]

    /// Where somebody is sent back to; the start page for anything that is no path of this server.
    ///
    /// A browser takes `//host` and `/\host` for another server.
    func back(_ path: String?) -> String {
        guard let path, path.hasPrefix(base + "/"), !path.hasPrefix("//"), !path.contains("\\"),
            path.utf8.allSatisfy({ 0x21...0x7E ~= $0 }), !path.contains("/-/login"),
            !path.dropFirst(base.count).hasPrefix("//")
        else { return start }
        return path
    }
}
