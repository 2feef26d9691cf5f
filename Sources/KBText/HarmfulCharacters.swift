/// Characters that steer a terminal, or reorder or hide what stands next to them.
///
/// Whatever shows stored text escapes them, each output in its own notation: see <https://trojansource.codes>
/// and UAX #9.
package enum HarmfulCharacters {
    /// Tells whether a scalar is a C0 or C1 control or DEL, a bidirectional control (U+061C, U+200E–200F, U+202A–202E,
    /// U+2066–2069), an invisible character (U+200B–200D, U+2060–2065, U+206A–206F, U+FEFF, the tags U+E0000–E007F) or a
    /// separator of lines (U+2028, U+2029).
    ///
    /// Tab and newline are among them; who may show them asks for them first.
    @inlinable
    package static func contains(_ value: UInt32) -> Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xE0000...0xE007F:
            true
        default: false
        }
    }

    /// Tells whether one of them occurs in UTF-8 text.
    ///
    /// - Parameters:
    ///   - bytes: Valid UTF-8.
    ///   - allowed: Bytes that do not count, such as a tab's.
    /// - Returns: Whether there is one.
    package static func occur(in bytes: UnsafeBufferPointer<UInt8>, except allowed: [UInt8] = []) -> Bool {
        for position in bytes.indices {
            let byte = bytes[position]
            if byte < 0x20 {
                if !allowed.contains(byte) { return true }
            } else if byte >= 0x7F {
                switch byte {
                case 0x7F: return true
                // The only bytes that the harmful scalars beyond ASCII begin with.
                case 0xC2, 0xD8, 0xE2, 0xEF, 0xF3:
                    if contains(bytes.scalar(at: position).value) { return true }
                default: break
                }
            }
        }
        return false
    }
}
