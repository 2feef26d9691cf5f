import KBCore
import KBText

/// What the URI of a resource names.
enum ResourceAddress: Hashable {
    case books
    case code(CodeReference)
    case note(String)

    static let mimeType = "application/json"
    static let codeTemplate = "kb://code/{book}/{code}"
    static let noteTemplate = "kb://note/{uuid}"

    /// Reads a URI; nil for one that names nothing here.
    init?(_ uri: String) {
        guard uri.hasPrefix("kb://") else { return nil }
        let parts = uri.dropFirst(5).split(separator: "/", omittingEmptySubsequences: false).map(Self.decoded)
        switch (parts.first, parts.count) {
        case ("books", 1): self = .books
        case ("code", 3):
            guard let book = parts[1], let code = parts[2] else { return nil }
            self = .code(CodeReference(book: book, code: code))
        case ("note", 2):
            guard let note = parts[1] else { return nil }
            self = .note(note)
        default: return nil
        }
    }

    /// The URI.
    var text: String {
        switch self {
        case .books: "kb://books"
        case .code(let reference):
            "kb://code/\(reference.book.percentEncoded)/\(reference.code.percentEncoded)"
        case .note(let note): "kb://note/\(note.percentEncoded)"
        }
    }

    /// The text that was encoded so; nil where it was none.
    ///
    /// Foundation's `removingPercentEncoding` takes U+FEFF at the beginning for a byte order mark and loses it.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit),
                let value = UInt8(digits, radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
