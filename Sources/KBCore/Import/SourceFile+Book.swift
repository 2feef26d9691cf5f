import KBDocuments
import KBInput

extension SourceFile {
    /// The book that the name speaks of, as a slug: `http` for `codes.txt`, `acme-pay` for `Acme_Pay.csv`; nil
    /// where too little of the name is left.
    package var suggestedBook: String? {
        guard path != InputPath.standardInput else { return nil }
        return name == "codes.txt" ? "http" : Book.slug(from: stem)
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
        let words = name.lowercased().utf8.split { !isLetterOrDigit($0) }.map {
            String(decoding: $0, as: UTF8.self)
        }
        let slug = String(words.joined(separator: "-").prefix(64))
        return isSlug(slug) ? slug : nil
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
