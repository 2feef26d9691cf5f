import GRDB
import KBText

/// The book that a query names: the one decision about it.
enum NamedBook {
    /// The maximum number of words among which a book is looked for.
    private static let mostWords = 24

    /// The book that a query names, nil where it names none or says nothing else.
    ///
    /// Words around a code come first, `smtp 421`, `os error 2`; then any word of the query, or of a name in it:
    /// `NGX_HTTP_NOT_IMPLEMENTED`; then what only programs for one book write: `smtplib`.
    static func of(_ query: SearchQuery, _ db: Database) throws -> String? {
        let words = query.words.prefix(mostWords)
        let pieces = words.flatMap { CodeWords.pieces(of: $0) }
        guard pieces.count > 1 else { return nil }
        let chunks = CodeChunks.of(TextFolding.fold(String(query.text.prefix(400))))
            .filter { !CodeChunks.isProtocolVersion($0) }.prefix(mostWords)
        if chunks.contains(where: \.holdsDigit) {
            for (chunk, next) in zip(chunks, chunks.dropFirst().map(Optional.some) + [nil]) {
                let slug =
                    slug(of: chunk, before: next) ?? (chunk.last == ":" ? String(chunk.dropLast()) : chunk)
                if try Books.exists(db, slug) { return slug }
            }
        }
        for piece in pieces where piece.first?.isASCII == true && piece.first?.isLetter == true {
            let slug = TextFolding.fold(String(piece))
            if try Books.exists(db, slug) { return slug }
        }
        let text = query.text.prefix(400).lowercased()
        for (sign, slug) in signs where text.holdsBytes(of: sign) {
            if try Books.exists(db, slug) { return slug }
        }
        return nil
    }

    /// What programs and libraries write that have to do with one book.
    private static let signs = [
        ("std::io::", "errno"), ("std::errc", "errno"), ("syscall.", "errno"), ("java.nio.file", "errno"),
        ("smtplib", "smtp"), ("postfix/", "smtp"),
        ("javax.mail", "smtp"),
        ("jakarta.mail", "smtp"), ("dsn=", "smtp"), ("werkzeug.exceptions", "http"), ("ws.rs", "http"),
        ("curle_", "curl"), ("psycopg", "sqlstate"), ("pymysql", "mysql"), ("mysqli", "mysql"),
        ("ssl_r_", "tls"), ("javax.net.ssl", "tls"), ("win32exception", "windows"),
    ]

    /// The book that words of a system's message are about: `os error 2`, `[WinError 5]`.
    static func slug(of chunk: String, before next: String?) -> String? {
        switch (chunk, next) {
        case ("os", "error"), ("oserror", _), ("ioerror", _): "errno"
        case ("winerror", _), ("hresult", _): "windows"
        case ("exit", "code"), ("exit", "status"): "exit"
        default: nil
        }
    }

    /// Tells whether a query says something besides the name of a book and numbers: `smtp:404` is no code of http.
    static func leavesWords(of query: SearchQuery, book: String) -> Bool {
        query.words.contains { word in
            CodeWords.pieces(of: word).contains { piece in
                let piece = TextFolding.fold(String(piece))
                return piece.contains(where: \.isLetter) && piece != book && !CodeChunks.isDecoration(piece)
            }
        }
    }
}
