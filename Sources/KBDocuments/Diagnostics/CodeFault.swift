import KBText

/// Why a text cannot be a code.
///
/// A code has no white space and no Han characters, is at most 64 Unicode scalars long, and has a letter
/// or a digit. Invisible characters are refused because two codes that look alike would differ.
public enum CodeFault: Hashable, Sendable {
    /// The most Unicode scalars a code may have.
    public static let maximumLength = 64

    /// The text is empty.
    case empty

    /// The text has white space in it.
    case whiteSpace

    /// The text has a Han character.
    case hanCharacter

    /// The text has more than 64 Unicode scalars.
    case tooLong(scalars: Int)

    /// The text has neither a letter nor a digit.
    case noLetterOrDigit

    /// The text has a control or formatting character, such as U+FEFF.
    case invisibleCharacter(Unicode.Scalar)

    /// Finds what keeps a text from being a code, or returns nil when it may be one.
    public init?(in code: String) {
        guard !code.isEmpty else {
            self = .empty
            return
        }
        if Self.isPlain(code) { return nil }
        var count = 0
        var hasLetterOrDigit = false
        for scalar in code.unicodeScalars {
            count += 1
            let properties = scalar.properties
            if properties.isWhitespace {
                self = .whiteSpace
                return
            }
            if Han.isOfScript(scalar) {
                self = .hanCharacter
                return
            }
            if Self.isInvisible(scalar) {
                self = .invisibleCharacter(scalar)
                return
            }
            hasLetterOrDigit = hasLetterOrDigit || properties.isAlphabetic || properties.numericType != nil
        }
        if count > Self.maximumLength {
            self = .tooLong(scalars: count)
        } else if !hasLetterOrDigit {
            self = .noLetterOrDigit
        } else {
            return nil
        }
    }

    /// Tells whether a code is short printable ASCII, the common case, at a glance.
    private static func isPlain(_ code: String) -> Bool {
        var code = code
        return code.withUTF8 { bytes in
            guard bytes.count <= maximumLength else { return false }
            var hasLetterOrDigit = false
            for byte in bytes {
                guard byte > 0x20, byte < 0x7F else { return false }
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: hasLetterOrDigit = true
                default: break
                }
            }
            return hasLetterOrDigit
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
