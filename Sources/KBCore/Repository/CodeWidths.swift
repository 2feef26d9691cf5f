import KBText

/// The widths in which a code with a number may be written: 8014 and ８０１４.
enum CodeWidths {
    /// Longer texts are written by nobody who changes the width of a code.
    private static let longest = 64
    /// How far full-width forms are behind ASCII.
    private static let distance: UInt32 = 0xFEE0

    /// The code as it is written, then in half-width characters, and with all characters, or only its letters and
    /// digits, or only its digits, in full width.
    static func forms(of code: String) -> [String] {
        let plain = String(scalars: code.unicodeScalars.map(narrow))
        guard code.utf8.count <= longest, plain.holdsDigit else {
            return [code]
        }
        var forms = [code]
        func add(_ form: String) { if !forms.contains(form) { forms.append(form) } }
        add(plain)
        // SQLite's NOCASE knows nothing of the case of full-width letters.
        for cased in [plain, plain.uppercased(), plain.lowercased()] {
            add(wide(cased) { _ in true })
            add(wide(cased) { $0.properties.isAlphabetic || $0.properties.numericType != nil })
        }
        add(wide(plain) { $0.properties.numericType != nil })
        return forms
    }

    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - distance) ?? scalar
    }

    private static func wide(_ text: String, _ isWide: (Unicode.Scalar) -> Bool) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            guard (0x21...0x7E).contains(scalar.value), isWide(scalar) else { return scalar }
            return Unicode.Scalar(scalar.value + distance) ?? scalar
        }
        return String(scalars: scalars)
    }
}
