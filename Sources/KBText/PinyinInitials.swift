/// The letters that the readings of characters begin with, a bit each, `a` being the lowest.
///
/// They are read from the generated table at first use, in a tenth of the time that decoding all readings takes.
package struct PinyinInitials: Sendable {
    package static let shared = PinyinInitials()

    private static let base: UInt32 = 0x4E00
    /// Those of the characters of U+4E00…9FFF.
    private let letters: [UInt32]

    private init() {
        var letters = [UInt32](repeating: 0, count: 0x9FFF - Int(Self.base) + 1)
        let bytes = SortedLines(Tables.pinyin).bytes
        var position = 0
        while position < bytes.count {
            // A line is a syllable, and the characters that are read so between tabs.
            let letter = PinyinTable.bit(of: bytes[position])
            while bytes[position] != UInt8.newline {
                let (value, length) = bytes.scalar(at: position)
                position += length
                if value >= Self.base, value <= 0x9FFF { letters[Int(value - Self.base)] |= letter }
            }
            position += 1
        }
        self.letters = letters
    }

    /// The letters of each of many characters.
    package func letters(of values: ArraySlice<UInt32>) -> [UInt32] {
        letters.withUnsafeBufferPointer { letters in
            values.map { value in
                let place = Int(value) - Int(Self.base)
                if letters.indices.contains(place) { return letters[place] }
                return value < 0x80 ? 0 : self[value]
            }
        }
    }

    /// The letters of the character of a value; none for what is no Han character.
    package subscript(value: UInt32) -> UInt32 {
        if value >= Self.base, value <= 0x9FFF { return letters[Int(value - Self.base)] }
        guard let scalar = Unicode.Scalar(value), Han.contains(scalar) else { return 0 }
        let table = PinyinTable.shared
        return table.readings(of: scalar).reduce(0) { $0 | PinyinTable.bit(of: table.syllables[Int($1)]) }
    }
}
