import KBText

/// The runs of Han characters of some texts, in which words are looked for by how they are read.
struct HanRunTexts {
    /// What stands before a text that is one run, and what stands before and after other runs: no characters.
    private static let beforeWhole: UInt32 = 1
    private static let border: UInt32 = 0

    /// The characters of all runs, with a border between two of them, and room for more.
    private var characters = [UInt32](repeating: border, count: 1 << 12)
    /// How many of these there are.
    private var count = 1
    /// The letters that readings of each character begin with, a bit each; those of the first so many.
    private var initials: [UInt32] = []
    /// How many characters have readings that begin with each letter, `a` first.
    private var counts = [Int](repeating: 0, count: 26)
    /// Where these stand, once they have been looked for.
    private var known = [[Int32]?](repeating: nil, count: 26)

    /// Adds a text in UTF-8; what is none parts runs.
    mutating func add(_ text: UnsafeRawBufferPointer) {
        // Of four bytes at least two numbers come: a character, and a border.
        let room = text.count / 2 + 2
        if count + room > characters.count {
            characters += [UInt32](repeating: Self.border, count: max(characters.count, room))
        }
        let start = count
        count = characters.withUnsafeMutableBufferPointer { characters in
            var end = start
            func endRun() {
                guard characters[end - 1] > Self.beforeWhole else { return }
                characters[end] = Self.border
                end += 1
            }
            var isWhole = true
            var position = 0
            while position < text.count {
                if let (value, length) = Self.han(in: text, at: position) {
                    characters[end] = value
                    end += 1
                    position += length
                } else {
                    // The bytes that go on a scalar are no characters, either.
                    position += 1
                    isWhole = false
                    endRun()
                }
            }
            endRun()
            if isWhole, end > start { characters[start - 1] = Self.beforeWhole }
            return end
        }
    }

    /// Looks up the letters of the characters that were added.
    private mutating func readLetters() {
        guard initials.count < count else { return }
        initials = PinyinInitials.shared.letters(of: characters[..<count])
        counts = [Int](repeating: 0, count: 26)
        known = [[Int32]?](repeating: nil, count: 26)
        initials.withUnsafeBufferPointer { initials in
            counts.withUnsafeMutableBufferPointer { counts in
                for letters in initials {
                    var rest = letters
                    while rest != 0 {
                        counts[min(rest.trailingZeroBitCount, 25)] += 1
                        rest &= rest - 1
                    }
                }
            }
        }
    }

    /// The Han character that begins at a place, and its length.
    private static func han(in text: UnsafeRawBufferPointer, at place: Int) -> (value: UInt32, length: Int)? {
        // All Han characters take three bytes or four.
        guard text[place] >= 0xE3 else { return nil }
        let length = text[place] < 0xF0 ? 3 : 4
        guard place + length <= text.count, text[place + 1] & 0xC0 == 0x80, text[place + 2] & 0xC0 == 0x80,
            length == 3 || text[place + 3] & 0xC0 == 0x80
        else { return nil }
        let value = text.scalar(at: place).value
        // Other tools may write a character in more bytes than it takes, which is none.
        return Han.contains(value: value) && (length == 3 || value > 0xFFFF) ? (value, length) : nil
    }

    /// The words that are read so, with how many times each stands somewhere.
    ///
    /// Cost: a look at each character whose reading begins with the rarest letter.
    ///
    /// - Parameters:
    ///   - units: How each character of a word is read.
    ///   - wanted: The characters that are read so.
    /// - Returns: The words by their texts.
    mutating func words(_ units: [Pinyin.Unit], _ wanted: [PinyinCharacters]) -> [String: HanRuns.Word] {
        readLetters()
        guard let pivot = pivot(units, wanted) else { return [:] }
        var words: [String: HanRuns.Word] = [:]
        for place in places(ofLetter: Self.letter(wanted[pivot])) {
            let first = Int(place) - pivot
            let end = first + units.count
            guard first > 0, end < count else { continue }
            let isRead = wanted.indices.allSatisfy { index in
                let initials = initials[first + index]
                // A character without a reading begins no word, nor is it the second of one.
                return (index > 1 || initials != 0)
                    && wanted[index].contains(characters[first + index], initials: initials)
            }
            guard isRead else { continue }
            let text = String(scalars: characters[first..<end].compactMap(Unicode.Scalar.init))
            var word = words[text] ?? HanRuns.Word(text: text, isWhole: false, count: 0)
            word.count += 1
            if characters[first - 1] == Self.beforeWhole, characters[end] <= Self.beforeWhole {
                word.isWhole = true
            }
            words[text] = word
        }
        return words
    }

    /// Where characters stand whose readings begin with a letter.
    private mutating func places(ofLetter letter: Int) -> [Int32] {
        if let places = known[letter] { return places }
        var places: [Int32] = []
        places.reserveCapacity(counts[letter])
        for (place, initials) in initials.enumerated() where initials & 1 << UInt32(letter) != 0 {
            places.append(Int32(place))
        }
        known[letter] = places
        return places
    }

    /// The unit that is spelt and whose first letter is the rarest.
    private func pivot(_ units: [Pinyin.Unit], _ wanted: [PinyinCharacters]) -> Int? {
        units.indices.filter { index in
            if case .han = units[index] { false } else { true }
        }
        .min { left, right in
            counts[Self.letter(wanted[left])] < counts[Self.letter(wanted[right])]
        }
    }

    private static func letter(_ wanted: PinyinCharacters) -> Int {
        min(wanted.initials.trailingZeroBitCount, 25)
    }
}
