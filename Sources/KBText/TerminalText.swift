/// Text made safe to print on a terminal.
///
/// Stored text is data: it must neither move the cursor nor reorder or hide what stands beside it
/// (<https://trojansource.codes>, UAX #9).
public enum TerminalText {
    /// Returns `text` with control characters and invisible or reordering characters written as escapes.
    ///
    /// Escaped are C0 controls except tab, DEL and C1 controls (`\x1B`), the bidirectional controls U+061C,
    /// U+202A–202E and U+2066–2069, the zero-width characters U+200B–200F and U+FEFF, and the separators U+2028
    /// and U+2029 (`\u{202E}`). A zero-width joiner between two emoji stays: it is what makes them one.
    /// A text without any of these is returned as it is, after one pass over its bytes.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - keepingNewlines: False writes a newline as `\n`, for text that must stay on one line.
    /// - Returns: Text that can be printed as it is.
    public static func escaped(_ text: String, keepingNewlines: Bool = true) -> String {
        var text = text
        let isClean = text.withUTF8 { bytes in !mayNeedEscape(bytes, keepingNewlines: keepingNewlines) }
        if isClean { return text }

        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        let scalars = text.unicodeScalars
        var previous: Unicode.Scalar?
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let next = scalars.index(after: index)
            if scalar == "\n" {
                result += keepingNewlines ? "\n" : #"\n"#
            } else if scalar.value == 0x200D, let previous, isInsideEmoji(previous), next < scalars.endIndex,
                scalars[next].properties.isEmoji
            {
                result.unicodeScalars.append(scalar)
            } else if isHarmful(scalar.value) {
                result += escape(scalar.value)
            } else {
                result.unicodeScalars.append(scalar)
            }
            previous = scalar
            index = next
        }
        return result
    }

    /// Tells whether a byte occurs that only escaped characters, or their neighbours, have.
    private static func mayNeedEscape(_ bytes: UnsafeBufferPointer<UInt8>, keepingNewlines: Bool) -> Bool {
        for position in bytes.indices {
            let byte = bytes[position]
            if byte < 0x20 {
                if byte != UInt8.tab && !(byte == UInt8.newline && keepingNewlines) { return true }
            } else if byte >= 0x7F {
                switch byte {
                case 0x7F: return true
                case 0xC2, 0xD8, 0xE2, 0xEF:
                    if isHarmful(bytes.scalar(at: position).value) { return true }
                default: break
                }
            }
        }
        return false
    }

    private static func isHarmful(_ value: UInt32) -> Bool {
        switch value {
        case 0x00...0x08, 0x0A...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    private static func isInsideEmoji(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xFE0F || (scalar.value > 0x7F && scalar.properties.isEmoji)
    }

    private static func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        if value > 0xFF {
            return #"\u{"# + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "}"
        }
        return #"\x"# + (digits.count < 2 ? "0" : "") + digits
    }
}
