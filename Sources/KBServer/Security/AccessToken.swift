import KBCore
import KBText

/// A word that lets a person or a program in.
package struct AccessToken: Hashable, Sendable {
    /// What a token permits; each includes those before it.
    package enum Scope: String, CaseIterable, Sendable, Comparable {
        case read, write

        package static func < (left: Scope, right: Scope) -> Bool { left == .read && right == .write }
    }

    /// What it is called in lists: eight digits that tell nothing about the word.
    package var id: String
    /// The SHA-256 of the word; the word itself is kept nowhere.
    package var digest: String
    /// In whose name it writes.
    package var author: String
    package var scope: Scope
    /// When it was made, and when it ends, in seconds since 1970; nil for never.
    package var created: Int
    package var expires: Int?

    /// Makes a token.
    ///
    /// - Returns: The token and the word: 32 random bytes after `kb_`, which are told once.
    package static func make(author: String, scope: Scope, created: Int, expires: Int?) -> (
        token: AccessToken, word: String
    ) {
        var random = SystemRandomNumberGenerator()
        func digits(_ count: Int) -> String {
            (0..<count).map { _ in
                String(UInt8.random(in: .min ... .max, using: &random), radix: 16).zeroPadded(to: 2)
            }.joined()
        }
        let word = "kb_" + digits(32)
        let token = AccessToken(
            id: digits(4), digest: digest(of: word), author: author, scope: scope, created: created,
            expires: expires)
        return (token, word)
    }

    /// The digest by which a word is recognised.
    static func digest(of word: String) -> String { SHA256.hexadecimal(of: Array(word.utf8)) }

    /// Whether two digests are the same; it takes the same time wherever they differ.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }

    /// The token as a line of its file.
    var line: String {
        JSONValue.object([
            ("id", .string(id)), ("sha256", .string(digest)), ("author", .string(author)),
            ("scope", .string(scope.rawValue)), ("created", .number(created)),
            ("expires", expires.map(JSONValue.number) ?? .null),
        ]).text
    }

    /// Reads a line of the file; nil where it is none.
    init?(line: some StringProtocol) {
        let value = Array(line.utf8).withUnsafeBytes { JSONValue(reading: $0) }
        guard let value, let id = value["id"]?.string, let digest = value["sha256"]?.string,
            let author = value["author"]?.string, let scope = value["scope"]?.string.flatMap(Scope.init),
            case .number(let created)? = value["created"]
        else { return nil }
        (self.id, self.digest, self.author, self.scope, self.created) = (id, digest, author, scope, created)
        switch value["expires"] {
        case .number(let time): expires = time
        // What cannot be understood must not make a token that never ends.
        case .null: expires = nil
        default: return nil
        }
    }

    init(id: String, digest: String, author: String, scope: Scope, created: Int, expires: Int?) {
        (self.id, self.digest, self.author, self.scope) = (id, digest, author, scope)
        (self.created, self.expires) = (created, expires)
    }
}
