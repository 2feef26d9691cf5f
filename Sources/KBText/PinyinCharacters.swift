/// The characters that can be read as a unit, for asking of many characters whether they can.
package struct PinyinCharacters: Sendable {
    /// The letters that their readings begin with, a bit each.
    package let initials: UInt32
    /// Their values, ascending; nil where the first letter decides.
    private let values: [UInt32]?

    /// - Parameter unit: A unit; a Han character also stands for its variants.
    package init(_ unit: Pinyin.Unit) {
        switch unit {
        case .han(let scalar):
            let variants = ChineseVariants.variants(of: scalar)
            initials = variants.reduce(0) { $0 | PinyinInitials.shared[$1.value] }
            values = variants.map(\.value).sorted()
        case .initial(let letters) where letters.utf8.count == 1:
            initials = PinyinTable.bit(of: letters)
            values = nil
        case .syllable(let letters), .initial(let letters):
            initials = PinyinTable.bit(of: letters)
            values = Pinyin.characters(for: unit).map(\.value)
        }
    }

    /// Tells whether a character can be read so.
    package func contains(_ scalar: Unicode.Scalar) -> Bool {
        contains(scalar.value, initials: PinyinInitials.shared[scalar.value])
    }

    /// Tells whether the character of a value, whose readings begin with some letters, can be read so.
    package func contains(_ value: UInt32, initials: UInt32) -> Bool {
        guard let values else { return initials & self.initials != 0 }
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < values.count && values[low] == value
    }
}
