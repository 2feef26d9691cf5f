import KBText

/// What the index has lists of: folded text as bytes of UTF-8, a pair of Han characters, a single one, or a word.
///
/// Terms are compared byte by byte, as SQLite compares blobs; `String` compares by canonical equivalence.
package struct Term: Hashable, Comparable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The term of a token.
    init(_ key: Tokens.Key, of tokens: Tokens) {
        if key.isWord {
            bytes = Array(tokens.letters[tokens.range(of: key)])
        } else {
            var bytes: [UInt8] = []
            Self.append(key.first, to: &bytes)
            if key.second != 0 { Self.append(key.second, to: &bytes) }
            self.bytes = bytes
        }
    }

    /// Appends a scalar in UTF-8.
    static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else { return }
        bytes.append(contentsOf: encoded)
    }

    /// The text of the term.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Tells whether it begins with a Han character, as pairs and single characters do and words do not.
    package var isHan: Bool { Self.isHan(bytes) }

    static func isHan(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
        // All Han characters take three bytes or more.
        guard let first = bytes.first, first >= 0xE3 else { return false }
        var decoder = UTF8()
        var iterator = bytes.prefix(4).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return false }
        return Han.contains(scalar)
    }

    /// Tells whether the vocabulary has such a term: a pair of Han characters, or a word of 2 to 40 characters that
    /// is neither a number nor a key.
    package var isOfVocabulary: Bool { Self.isOfVocabulary(bytes) }

    static func isOfVocabulary(_ bytes: some Sequence<UInt8>) -> Bool {
        var length = 0
        var isNumber = true
        for byte in bytes where byte & 0xC0 != 0x80 {
            if byte == IndexKey.mark { return false }
            length += 1
            if length > 40 { return false }
            if !(0x30...0x39).contains(byte) { isNumber = false }
        }
        return length >= 2 && !isNumber
    }

    package static func < (left: Term, right: Term) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
