/// Numbers for terms, from 0 in the order in which they are met.
///
/// A hash table with open addressing: a pair of Han characters is a number itself, a word is told by its hash and
/// its bytes.
struct TermTable {
    /// The first character of a pair, and the second in the low 21 bits; or a word's hash with the top bit set.
    private var keys: [UInt64] = []
    /// Where the bytes of each word are; empty for pairs.
    private var ranges: [Range<Int>] = []
    private var arena: [UInt8] = []
    /// Numbers of terms, `UInt32.max` where there is none.
    private var slots = [UInt32](repeating: .max, count: 1 << 12)

    var count: Int { keys.count }

    /// The number of a pair, or of a single character with 0 for `second`.
    ///
    /// A character gets a number of its own with the first pair that begins with it.
    mutating func number(_ first: UInt32, _ second: UInt32) -> UInt32 {
        let key = UInt64(first) << 21 | UInt64(second)
        let slot = self.slot(of: key) { _ in true }
        if slots[slot] != .max { return slots[slot] }
        if second != 0 {
            _ = number(first, 0)
            return add(key, 0..<0, at: self.slot(of: key) { _ in true })
        }
        return add(key, 0..<0, at: slot)
    }

    /// The number of a pair or single character that may not have one.
    func knownNumber(_ first: UInt32, _ second: UInt32) -> UInt32? {
        let number = slots[slot(of: UInt64(first) << 21 | UInt64(second)) { _ in true }]
        return number == .max ? nil : number
    }

    /// The number of a word.
    mutating func number(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash |= 1 << 63
        let slot = self.slot(of: hash) { arena[ranges[$0]].elementsEqual(word) }
        if slots[slot] != .max { return slots[slot] }
        let start = arena.count
        arena.append(contentsOf: word)
        return add(hash, start..<arena.count, at: slot)
    }

    /// The Han character that a term begins with.
    func firstCharacter(of term: Int) -> UInt32? {
        keys[term] >> 63 == 1 ? nil : UInt32(keys[term] >> 21)
    }

    /// The terms by the bytes of their texts.
    func sorted() -> [(number: UInt32, text: String)] {
        keys.indices.map { (UInt32($0), text(of: $0)) }.sorted {
            $0.text.utf8.lexicographicallyPrecedes($1.text.utf8)
        }
    }

    private func text(of term: Int) -> String {
        guard keys[term] >> 63 == 0 else { return String(decoding: arena[ranges[term]], as: UTF8.self) }
        var text = String.UnicodeScalarView()
        for value in [UInt32(keys[term] >> 21), UInt32(keys[term] & 0x1F_FFFF)] where value != 0 {
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }

    /// The slot of a key, or the empty one where it belongs.
    private func slot(of key: UInt64, _ isSame: (Int) -> Bool) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while true {
            let number = slots[slot]
            if number == .max || (keys[Int(number)] == key && isSame(Int(number))) { return slot }
            slot = (slot + 1) & mask
        }
    }

    private mutating func add(_ key: UInt64, _ range: Range<Int>, at slot: Int) -> UInt32 {
        let number = UInt32(keys.count)
        keys.append(key)
        ranges.append(range)
        slots[slot] = number
        if keys.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = [UInt32](repeating: .max, count: slots.count * 2)
        for number in keys.indices {
            let mask = slots.count - 1
            var slot = Int(truncatingIfNeeded: (keys[number] &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
            while slots[slot] != .max { slot = (slot + 1) & mask }
            slots[slot] = UInt32(number)
        }
    }
}
