/// Characters that sound alike: what a pinyin input method offers when the right sound is typed.
package struct Homophones: Sendable {
    /// How alike two syllables must sound.
    private enum Likeness: Sendable {
        /// The same syllable, whatever the tone.
        case same
        /// Also what many speakers do not tell apart: z and zh, c and ch, s and sh, n and l, in and ing, en and eng.
        case similar
    }

    /// What sounds the same, and what sounds alike: the classes of syllables are made once.
    package static let same = Homophones(.same)
    package static let similar = Homophones(.similar)

    private let table = PinyinTable.shared
    /// The class of each syllable by its place in the table: syllables of one class sound alike.
    private let classes: [UInt16]

    private init(_ likeness: Likeness) {
        let syllables = PinyinTable.shared.syllables
        switch likeness {
        case .same: classes = (0..<syllables.count).map { UInt16($0) }
        case .similar:
            let plain = syllables.map { Self.plain(Array($0.utf8)) }
            // Syllables are in alphabetical order, and there are few.
            classes = plain.indices.map { place in UInt16(plain.firstIndex(of: plain[place]) ?? place) }
        }
    }

    /// Tells whether some reading of one character sounds like some reading of the other.
    package func sound(_ left: Unicode.Scalar, like right: Unicode.Scalar) -> Bool {
        if left == right { return true }
        let other = table.readings(of: right)
        return table.readings(of: left).contains { reading in
            other.contains { classes[Int($0)] == classes[Int(reading)] }
        }
    }

    /// The characters that sound like one, itself among them, by scalar value.
    ///
    /// Cost: a scan of the readings of all characters of the syllables that sound so.
    package func characters(like scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        var found: Set<Unicode.Scalar> = [scalar]
        for reading in table.readings(of: scalar) {
            for (place, syllable) in table.syllables.enumerated()
            where classes[place] == classes[Int(reading)] {
                found.formUnion(PinyinTable.characters(readAs: syllable, isWhole: true))
            }
        }
        return found.sorted { $0.value < $1.value }
    }

    /// A syllable without what many speakers do not tell apart.
    private static func plain(_ syllable: [UInt8]) -> UInt64 {
        var letters = syllable
        let (first, second) = (letters.first, letters.dropFirst().first)
        if second == UInt8(ascii: "h"), let first, "zcs".utf8.contains(first) { letters.remove(at: 1) }
        if first == UInt8(ascii: "l") { letters[0] = UInt8(ascii: "n") }
        if letters.count >= 3, letters.suffix(2) == Array("ng".utf8)[...],
            letters[letters.count - 3] != UInt8(ascii: "a"),
            letters[letters.count - 3] != UInt8(ascii: "o")
        {
            letters.removeLast()
        }
        // At most six letters of eight bits.
        return letters.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
