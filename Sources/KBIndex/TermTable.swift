import KBText

/// Numbers for terms, from 0 in the order in which they are met.
///
/// A hash table with open addressing in a few flat arrays: a pair of Han characters is its own key, a word's key is
/// its place among the words.
struct TermTable {
    /// A pair as ``Tokens/Key`` has it; with the highest bit set, which of the words it is.
    private var keys: [UInt64] = []
    /// The hash of each word.
    private var hashes: [UInt64] = []
    /// Where the bytes of each word end in `letters`.
    private var ends: [Int] = [0]
    private var letters: [UInt8] = []
    /// Numbers of terms, `UInt32.max` where there is none.
    private var slots = [UInt32](repeating: .max, count: 1 << 12)

    private static let word: UInt64 = 1 << 63

    var count: Int { keys.count }

    /// The number of a pair, or of a single character with 0 for its second half.
    ///
    /// A character gets a number of its own with the first pair that begins with it.
    mutating func number(_ pair: Tokens.Key) -> UInt32 {
        let slot = slot(of: pair.value)
        if slots[slot] != .max { return slots[slot] }
        guard pair.second != 0 else { return add(pair.value, at: slot) }
        _ = number(Tokens.Key(first: pair.first, second: 0))
        return add(pair.value, at: self.slot(of: pair.value))
    }

    /// The number of a single character that may not have one.
    func knownNumber(ofCharacter character: UInt32) -> UInt32? {
        let number = slots[slot(of: Tokens.Key(first: character, second: 0).value)]
        return number == .max ? nil : number
    }

    /// The number of a word.
    mutating func number(_ word: ArraySlice<UInt8>) -> UInt32 {
        let hash = word.reduce(into: FNV1a()) { $0.add(UInt64($1)) }.value
        let slot = slot(of: word, hash: hash)
        if slots[slot] != .max { return slots[slot] }
        hashes.append(hash)
        letters.append(contentsOf: word)
        ends.append(letters.count)
        return add(Self.word | UInt64(hashes.count - 1), at: slot)
    }

    /// The Han character that a term begins with.
    func firstCharacter(of term: Int) -> UInt32? {
        keys[term] & Self.word == 0 ? UInt32(keys[term] >> 21) : nil
    }

    /// Tells whether a term is a single Han character.
    func isCharacter(_ term: Int) -> Bool {
        keys[term] & Self.word == 0 && keys[term] & 0x1F_FFFF == 0
    }

    /// The numbers of the terms by the bytes of their texts.
    ///
    /// The order of pairs is that of their keys, since the order of UTF-8 is that of the scalars; only words are
    /// compared byte by byte.
    func sorted() -> [UInt32] {
        var pairs: [(key: UInt64, number: UInt32)] = []
        var words: [(head: UInt64, number: UInt32)] = []
        pairs.reserveCapacity(count - hashes.count)
        words.reserveCapacity(hashes.count)
        for (number, key) in keys.enumerated() {
            if key & Self.word == 0 {
                pairs.append((key, UInt32(number)))
            } else {
                words.append((head(ofWord: Int(key & ~Self.word)), UInt32(number)))
            }
        }
        pairs.sort { $0.key < $1.key }
        words.sort {
            if $0.head != $1.head { return $0.head < $1.head }
            return letters[range(ofTerm: $0.number)].lexicographicallyPrecedes(
                letters[range(ofTerm: $1.number)])
        }
        var sorted: [UInt32] = []
        sorted.reserveCapacity(count)
        var next = 0
        for pair in pairs {
            // No word begins with a Han character, so first characters decide.
            while next < words.count, firstScalar(ofTerm: words[next].number) < UInt32(pair.key >> 21) {
                sorted.append(words[next].number)
                next += 1
            }
            sorted.append(pair.number)
        }
        sorted += words[next...].lazy.map(\.number)
        return sorted
    }

    /// Appends the bytes of a term.
    func appendBytes(of term: Int, to bytes: inout [UInt8]) {
        let key = keys[term]
        if key & Self.word == 0 {
            Term.append(UInt32(key >> 21), to: &bytes)
            if key & 0x1F_FFFF != 0 { Term.append(UInt32(key & 0x1F_FFFF), to: &bytes) }
        } else {
            bytes.append(contentsOf: letters[range(ofTerm: UInt32(term))])
        }
    }

    private func range(ofTerm term: UInt32) -> Range<Int> {
        let word = Int(keys[Int(term)] & ~Self.word)
        return ends[word]..<ends[word + 1]
    }

    /// The first eight bytes of a word, the first one highest.
    private func head(ofWord word: Int) -> UInt64 {
        var head: UInt64 = 0
        let start = ends[word]
        for offset in 0..<8 {
            head = head << 8 | (start + offset < ends[word + 1] ? UInt64(letters[start + offset]) : 0)
        }
        return head
    }

    private func firstScalar(ofTerm term: UInt32) -> UInt32 {
        let range = range(ofTerm: term)
        return letters.withUnsafeBufferPointer { $0.scalar(at: range.lowerBound).value }
    }

    @inline(__always)
    private func home(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
    }

    /// The slot of a pair, or the empty one where it belongs.
    @inline(__always)
    private func slot(of pair: UInt64) -> Int {
        var slot = home(pair)
        while true {
            let number = slots[slot]
            if number == .max || keys[Int(number)] == pair { return slot }
            slot = (slot + 1) & (slots.count - 1)
        }
    }

    /// The slot of a word, or the empty one where it belongs.
    private func slot(of word: ArraySlice<UInt8>, hash: UInt64) -> Int {
        var slot = home(hash)
        while true {
            let number = slots[slot]
            if number == .max { return slot }
            let key = keys[Int(number)]
            if key & Self.word != 0, hashes[Int(key & ~Self.word)] == hash,
                letters[range(ofTerm: number)].elementsEqual(word)
            {
                return slot
            }
            slot = (slot + 1) & (slots.count - 1)
        }
    }

    private mutating func add(_ key: UInt64, at slot: Int) -> UInt32 {
        let number = UInt32(keys.count)
        keys.append(key)
        slots[slot] = number
        if keys.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = [UInt32](repeating: .max, count: slots.count * 2)
        for number in keys.indices {
            let key = keys[number]
            var slot = home(key & Self.word == 0 ? key : hashes[Int(key & ~Self.word)])
            while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number)
        }
    }
}
