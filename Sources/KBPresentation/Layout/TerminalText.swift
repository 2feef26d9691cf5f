import KBText

/// Text made safe to print on a terminal.
///
/// Stored text is data: it must neither move the cursor nor reorder or hide what stands beside it
/// (<https://trojansource.codes>, UAX #9).
package enum TerminalText {
    /// Returns `text` with control characters and invisible or reordering characters written as escapes.
    ///
    /// Escaped are ``HarmfulCharacters`` except tab: controls as `\x1B`, others as `\u{202E}`. A zero-width joiner
    /// between two emoji stays: it is what makes them one.
    /// A text without any of these is returned as it is, after one pass over its bytes.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - keepingNewlines: False writes a newline as `\n`, for text that must stay on one line.
    /// - Returns: Text that can be printed as it is.
    package static func escaped(_ text: String, keepingNewlines: Bool = true) -> String {
        var text = text
        let isHarmless = text.withUTF8 { bytes in
            !HarmfulCharacters.occur(in: bytes, except: keepingNewlines ? [0x09, 0x0A] : [0x09])
        }
        if isHarmless { return text }

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
            } else if scalar != "\t", HarmfulCharacters.contains(scalar.value) {
                result += escape(scalar.value)
            } else {
                result.unicodeScalars.append(scalar)
            }
            previous = scalar
            index = next
        }
        return result
    }

    private static func isInsideEmoji(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xFE0F || (scalar.value > 0x7F && scalar.properties.isEmoji)
    }

    private static func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return value > 0xFF ? #"\u{"# + digits.zeroPadded(to: 4) + "}" : #"\x"# + digits.zeroPadded(to: 2)
    }
}
