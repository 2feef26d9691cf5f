/// Folds away what does not matter when text is compared: case, width, accents, compatibility forms.
///
/// It is FTS5's `unicode61 remove_diacritics 2` and a bit more: ligatures, superscripts, Roman numerals, circled
/// digits, half-width kana, Kangxi radicals and CJK compatibility ideographs become the plain characters, ß
/// becomes ss. Words in a square or in brackets (㈱) stay. Simplified and traditional forms stay apart; for
/// them see ``ChineseVariants``.
public enum TextFolding {
    /// Returns the folded form of `text`; folding it again changes nothing.
    public static func fold(_ text: String) -> String {
        var text = text
        let folded = text.withUTF8 { bytes -> String? in
            // Of UTF-8, E4 to E9 begin the Han characters of U+4000 to U+9FFF.
            let needsNothing = bytes.allSatisfy { byte in
                byte < 0x80 ? !(0x41...0x5A).contains(byte) : byte < 0xC0 || (0xE4...0xE9).contains(byte)
            }
            if needsNothing { return nil }
            if let folded = foldedByBytes(bytes) { return folded }
            var folded: [Unicode.Scalar] = []
            folded.reserveCapacity(bytes.count)
            var position = 0
            while position < bytes.count {
                let (value, length) = bytes.scalar(at: position)
                append(Unicode.Scalar(value) ?? "\u{FFFD}", to: &folded)
                position += length
            }
            return String(unsafeUninitializedCapacity: 4 * folded.count) { buffer in
                var count = 0
                for scalar in folded {
                    for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                        buffer[count] = unit
                        count += 1
                    }
                }
                return count
            }
        }
        return folded ?? text
    }

    /// The folded form of a text in which nothing joins what is before it; nil of another one.
    private static func foldedByBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var folded: [UInt8] = []
        folded.reserveCapacity(bytes.count)
        var scalars: [Unicode.Scalar] = []
        // Everything before `pending` is written: most of a text stays, and is copied in pieces.
        var pending = 0
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x80 {
                if (0x41...0x5A).contains(byte) {
                    folded.append(contentsOf: bytes[pending..<position])
                    folded.append(byte + 0x20)
                    pending = position + 1
                }
                position += 1
                continue
            }
            let (value, length) = bytes.scalar(at: position)
            if !isPlain(value) {
                if mayJoin(value) { return nil }
                folded.append(contentsOf: bytes[pending..<position])
                pending = position + length
                scalars.removeAll(keepingCapacity: true)
                append(Unicode.Scalar(value) ?? "\u{FFFD}", to: &scalars)
                for scalar in scalars {
                    folded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                }
            }
            position += length
        }
        folded.append(contentsOf: bytes[pending...])
        return String(decoding: folded, as: UTF8.self)
    }

    /// Appends the folded form of `scalar`: mostly one scalar, none for a mark, several for a ligature.
    ///
    /// A voicing mark or a part of a Hangul syllable joins the last scalar of `folded`.
    static func append(_ scalar: Unicode.Scalar, to folded: inout [Unicode.Scalar]) {
        switch scalar.value {
        case _ where isPlain(scalar.value):
            folded.append(scalar)
        case 0x41...0x5A:
            folded.append(lowercased(ascii: scalar.value))
        case 0xFF01...0xFF5E:
            folded.append(lowercased(ascii: scalar.value - 0xFEE0))
        case 0xFF9E: join("\u{3099}", to: &folded)
        case 0xFF9F: join("\u{309A}", to: &folded)
        default:
            appendRare(scalar, to: &folded)
        }
    }

    /// Tells whether a scalar is its own folded form, as ASCII, Chinese punctuation, kana, ideographs and Hangul are, most
    /// of all text. (False says nothing.)
    @inline(__always)
    static func isPlain(_ value: UInt32) -> Bool {
        switch value {
        case 0x4E00...0x9FFF, 0...0x40, 0x5B...0x7F, 0x3001...0x3098, 0x309B...0x30FF, 0x3400...0x4DFF,
            0xAC00...0xD7A3:
            true
        default: false
        }
    }

    private static func appendRare(_ scalar: Unicode.Scalar, to folded: inout [Unicode.Scalar]) {
        if let plain = foldings.value(of: scalar) {
            for part in plain { join(part, to: &folded) }
        } else if !isDropped(scalar) {
            for part in scalar.properties.lowercaseMapping.unicodeScalars where !isDropped(part) {
                join(part, to: &folded)
            }
        }
    }

    /// Appends a scalar, or joins it with the last one as Unicode's canonical composition does.
    private static func join(_ scalar: Unicode.Scalar, to folded: inout [Unicode.Scalar]) {
        if mayJoin(scalar.value), let last = folded.last, let whole = Composition.of(last, scalar) {
            folded[folded.count - 1] = whole
        } else {
            folded.append(scalar)
        }
    }

    /// Tells whether a scalar, or what it folds to, may join the one before it: a voicing mark of kana, or a vowel
    /// or final consonant of Hangul.
    @inline(__always)
    static func mayJoin(_ value: UInt32) -> Bool {
        switch value {
        case 0x3099...0x309A, 0xFF9E...0xFF9F, 0x1161...0x1175, 0x11A8...0x11C2, 0xFFC2...0xFFDC: true
        default: false
        }
    }

    /// Marks on a letter, and what is never seen (soft hyphen, joiners, variation selectors).
    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        switch properties.canonicalCombiningClass.rawValue {
        case 0: return properties.isDefaultIgnorableCodePoint
        // Nukta, voicing of kana and virama change the letter itself.
        case 7...9: return false
        default: return true
        }
    }

    private static func lowercased(ascii value: UInt32) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(truncatingIfNeeded: (0x41...0x5A).contains(value) ? value + 0x20 : value))
    }

    private static let foldings = SortedLines(Tables.foldings)
}
