/// How many columns text takes on a terminal.
///
/// East Asian Wide and Fullwidth characters and emoji take two columns, marks and invisible characters none,
/// all others one, Ambiguous ones too (UAX #11). Control characters count as none: escape them beforehand.
package enum DisplayWidth {
    /// Returns the columns of `text` in one line; a newline or tab counts as none.
    package static func of(_ text: some StringProtocol) -> Int {
        var width = 0
        for scalar in text.unicodeScalars {
            guard let columns = columnsOfPlain(scalar) else {
                // Something that joins with its neighbours: measure by grapheme clusters.
                return text.reduce(0) { $0 + of($1) }
            }
            width += columns
        }
        return width
    }

    /// Returns the columns of a character: 0, 1 or 2.
    package static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        if let first = scalars.first, first.utf8.count == character.utf8.count,
            let columns = columnsOfPlain(first)
        {
            return columns
        }
        var width = 0
        var isEmoji = false
        for scalar in scalars {
            width += columns(of: scalar)
            switch scalar.value {
            // A joiner, the emoji variation selector, a pair of flag letters, or a skin colour.
            case 0x200D, 0xFE0F, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF: isEmoji = true
            default: break
            }
        }
        if isEmoji && scalars.count > 1 && scalars.first?.properties.isEmoji == true { return 2 }
        return min(width, 2)
    }

    /// Returns `text` with spaces after it, so that it takes `width` columns; longer text as it is.
    package static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - of(text)))
    }

    /// The columns of a scalar that stands for itself; nil when it may join with others into one character.
    private static func columnsOfPlain(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x20...0x7E, 0xA1...0xA8, 0xAA...0xAC, 0xAF...0x2FF: 1
        case 0x2010...0x2027, 0x2190...0x2193: 1
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3001...0x3029, 0x3041...0x3096, 0x30A1...0x30FA: 2
        case 0xAC00...0xD7A3, 0xFF01...0xFF60: 2
        default: nil
        }
    }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        let ranges = Self.ranges
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = low + (high - low) / 2
            if ranges[middle].last < scalar.value {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < ranges.count, ranges[low].first <= scalar.value else { return 1 }
        return ranges[low].columns
    }

    private struct ScalarRange {
        var first: UInt32
        var last: UInt32
        var columns: Int
    }

    /// Decoded at first use, in some ten microseconds: six hexadecimal digits twice, the columns, a newline.
    private static let ranges: [ScalarRange] = {
        let bytes = UnsafeBufferPointer(start: table.utf8Start, count: table.utf8CodeUnitCount)
        func number(at start: Int) -> UInt32 {
            bytes[start..<start + 6].reduce(0) { value, digit in
                value << 4 | UInt32(digit < UInt8(ascii: "A") ? digit - UInt8(ascii: "0") : digit - 55)
            }
        }
        return stride(from: 0, to: bytes.count, by: 14).map { start in
            ScalarRange(
                first: number(at: start), last: number(at: start + 6),
                columns: Int(bytes[start + 12] - UInt8(ascii: "0")))
        }
    }()
}
