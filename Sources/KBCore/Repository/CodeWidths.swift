import KBText

/// The widths in which a code with a number may be written: 8014 and ８０１４.
enum CodeWidths {
    /// Longer texts are written by nobody who changes the width of a code.
    private static let longest = 64
    /// How far full-width forms are behind ASCII.
    private static let distance: UInt32 = 0xFEE0
    private static let ascii: ClosedRange<UInt32> = 0x21...0x7E

    /// The code in half-width characters, and with all characters, or only its letters and digits, or only its digits,
    /// in full width, as far as these are other texts.
    static func others(of code: String) -> [String] {
        guard code.utf8.count <= longest else { return [] }
        let plain = String(scalars: code.unicodeScalars.map(narrow))
        guard plain.holdsDigit else { return [] }
        var forms = [code]
        func add(_ form: String) { if !forms.contains(form) { forms.append(form) } }
        add(plain)
        // SQLite's NOCASE knows nothing of the case of full-width letters.
        for cased in [plain, plain.uppercased(), plain.lowercased()] {
            add(wide(cased) { _ in true })
            add(wide(cased) { isLetter($0) || isDigit($0) })
        }
        add(wide(plain, where: isDigit))
        return Array(forms.dropFirst())
    }

    private static func isDigit(_ value: UInt32) -> Bool { (0x30...0x39).contains(value) }

    private static func isLetter(_ value: UInt32) -> Bool { (0x61...0x7A).contains(value | 0x20) }

    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value > distance, ascii.contains(scalar.value - distance) else { return scalar }
        return Unicode.Scalar(scalar.value - distance) ?? scalar
    }

    private static func wide(_ plain: String, where isWide: (UInt32) -> Bool) -> String {
        String(
            scalars: plain.unicodeScalars.map { scalar in
                guard ascii.contains(scalar.value), isWide(scalar.value) else { return scalar }
                return Unicode.Scalar(scalar.value + distance) ?? scalar
            })
    }
}
