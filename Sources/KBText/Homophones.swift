/// Characters that sound alike: what a pinyin input method offers when the right sound is typed.
package struct Homophones: Sendable {
    /// How alike two syllables must sound.
    package enum Likeness: Sendable {
        /// The same syllable, whatever the tone.
        case same
        /// Also what many speakers do not tell apart: z and zh, c and ch, s and sh, n and l, in and ing, en and eng.
        case similar
    }

    private let table = PinyinTable.shared
    /// The class of each syllable by its place in the table: syllables of one class sound alike.
    private let classes: [UInt16]

    package init(_ likeness: Likeness) {
        let syllables = PinyinTable.shared.syllables
        switch likeness {
        case .same: classes = (0..<syllables.count).map { UInt16($0) }
        case .similar:
            var places: [String: UInt16] = [:]
            classes = syllables.enumerated().map { place, syllable in
                let key = Self.plain(syllable)
                let known = places[key] ?? UInt16(place)
                places[key] = known
                return known
            }
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
    private static func plain(_ syllable: String) -> String {
        var syllable = syllable
        for (retroflex, flat) in [("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n")]
        where syllable.hasPrefix(retroflex) {
            syllable = flat + syllable.dropFirst(retroflex.count)
            break
        }
        return syllable.hasSuffix("ing") || syllable.hasSuffix("eng") ? String(syllable.dropLast()) : syllable
    }
}
