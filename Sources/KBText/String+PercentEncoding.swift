extension String {
    /// The text as a part of a URI: unreserved characters as they are, the other bytes as `%E4` (RFC 3986 §2).
    package var percentEncoded: String {
        utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            let isUnreserved =
                character.isASCII
                && (character.isLetter || character.isNumber || "-._~".contains(character))
            return isUnreserved
                ? String(character) : "%" + String(byte, radix: 16, uppercase: true).zeroPadded(to: 2)
        }.joined()
    }
}
