/// Terms that are in the vocabulary already, as far as a writer has room to remember.
///
/// Up to eight bytes a term, as most pairs take, are a number in a flat table; longer ones are few.
struct KnownTerms {
    private static let mostShort = 1 << 20
    private static let mostLong = 1 << 16

    private var slots = [UInt64](repeating: 0, count: 1 << 10)
    private var count = 0
    private var long: Set<[UInt8]> = []

    /// Remembers a term; false if it was known.
    mutating func insert(_ term: ArraySlice<UInt8>) -> Bool {
        if term.count > 8 {
            return long.count < Self.mostLong
                ? long.insert(Array(term)).inserted : !long.contains(Array(term))
        }
        // No term holds a zero byte.
        let key = term.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let slot = slot(of: key)
        guard slots[slot] != key else { return false }
        if count < Self.mostShort {
            slots[slot] = key
            count += 1
            if count * 2 > slots.count { grow() }
        }
        return true
    }

    private func slot(of key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
        while slots[slot] != 0 && slots[slot] != key { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private mutating func grow() {
        let known = slots
        slots = [UInt64](repeating: 0, count: known.count * 2)
        for key in known where key != 0 { slots[slot(of: key)] = key }
    }
}
