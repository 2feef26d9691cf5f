/// Hanyu Pinyin without tones: how characters are read, and how typed letters may be meant.
///
/// Syllables are written in the letters a…z, `v` for ü (`lv`, `nve`).
public enum Pinyin {
    /// One step of a reading: what stands for one character.
    public enum Unit: Hashable, Sendable {
        /// A whole syllable, such as `xie`.
        case syllable(String)
        /// The beginning of a syllable: a letter, or `zh`, `ch`, `sh`; `z` stands for `zh` as well.
        case initial(String)
        /// A character that was typed as such.
        case han(Unicode.Scalar)
    }

    /// Returns the ways to read the whole of `text` as syllables, those with the fewest syllables first.
    ///
    /// `xian` gives [xian] and [xi, an]. Han characters stay themselves. Spaces, apostrophes and hyphens
    /// separate syllables; case, width, tone marks and tone numbers (0–5) after a syllable do not matter;
    /// `ü`, `u:`, `v` and, after l and n, `yu` are the same, `lue` is `lve`, `jv` is `ju`, and `lu` is also `lv`.
    /// Among equals a longer first syllable comes first.
    ///
    /// - Returns: At most 16 readings; none when a letter or another character is left over, when there is
    ///   no letter at all, or when `text` has more than 128 characters.
    public static func fullParses(_ text: String) -> [[Unit]] {
        PinyinParser(text)?.parses(.syllables) ?? []
    }

    /// Returns the ways to read `text` as two syllables or more and the beginning of another, of two letters or more:
    /// `chongdingxi` gives [chong, ding, and what begins with xi].
    ///
    /// - Returns: At most 16 readings; none when there are none or `text` has more than 128 characters.
    public static func begunParses(_ text: String) -> [[Unit]] {
        var parses: [[Unit]] = []
        for length in 2...5 {
            let tail = text.suffix(length)
            guard tail.utf8.count == length, text.utf8.count > length, parses.count < 16,
                tail.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
                PinyinTable.isBeginning(Array(tail.utf8))
            else { continue }
            for var units in fullOrHanParses(String(text.dropLast(length))) where units.count >= 2 {
                units.append(.initial(String(tail)))
                parses.append(units)
            }
        }
        return Array(parses.prefix(16))
    }

    /// Syllables, or nothing but Han characters.
    private static func fullOrHanParses(_ text: String) -> [[Unit]] {
        if !text.isEmpty, text.unicodeScalars.allSatisfy(Han.contains) {
            return [text.unicodeScalars.map { .han($0) }]
        }
        return fullParses(text)
    }

    /// Returns the ways to read each letter of `text` as the initial of a syllable: `cdx` gives [c, d, x].
    ///
    /// `zh`, `ch` and `sh` may be one initial or two, one being tried first. Han characters stay themselves.
    ///
    /// - Returns: At most 16 readings of 2 to 12 units; none when a letter can begin no syllable (i, u, v).
    public static func initialParses(_ text: String) -> [[Unit]] {
        (PinyinParser(text)?.parses(.initials) ?? []).filter { isAbbreviation($0) }
    }

    /// Returns the ways to read `text` as syllables mixed with initials: `chongdx` gives [chong, d, x] first.
    ///
    /// Readings with the fewest initials come first, then those with the fewest units.
    ///
    /// - Returns: At most 16 readings of 2 to 12 units, each with a syllable and an initial at least.
    public static func mixedParses(_ text: String) -> [[Unit]] {
        (PinyinParser(text)?.parses(.mixed) ?? []).filter { isAbbreviation($0) }
    }

    /// Returns all characters that can be read as `unit`, by scalar value.
    public static func characters(for unit: Unit) -> [Unicode.Scalar] {
        switch unit {
        case .han(let character): [character]
        case .syllable(let name): PinyinTable.characters(readAs: name, isWhole: true)
        case .initial(let letters): PinyinTable.characters(readAs: letters, isWhole: false)
        }
    }

    /// Returns the readings of `scalar`, the most common one first: 行 gives xing, hang, heng.
    ///
    /// Readings that dictionaries of the spoken language lack are left out. Empty for what is no Han character.
    public static func readings(of scalar: Unicode.Scalar) -> [String] {
        let table = PinyinTable.shared
        return table.readings(of: scalar).map { table.syllables[Int($0)] }
    }

    /// Tells whether `text` may be part of what ``initialParses(_:)`` reads, or ``mixedParses(_:)`` and
    /// ``fullParses(_:)``, if something stands before or after it.
    package static func mayBePart(_ text: String, ofInitials: Bool) -> Bool {
        PinyinParser(text, isWhole: false)?.isReadable(ofInitials ? .initials : .mixed) ?? false
    }

    private static func isAbbreviation(_ units: [Unit]) -> Bool {
        (2...12).contains(units.count)
    }
}
