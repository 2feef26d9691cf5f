/// Tells of most keys that they are none of a few.
struct KeyFilter {
    private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    private static func place(_ key: UInt64) -> (word: UInt64, bit: UInt64) {
        let hash = key &* 0x9E37_79B9_7F4A_7C15
        return (hash >> 62, 1 << (hash >> 56 & 63))
    }

    mutating func insert(_ key: UInt64) {
        let (word, bit) = Self.place(key)
        switch word {
        case 0: bits.0 |= bit
        case 1: bits.1 |= bit
        case 2: bits.2 |= bit
        default: bits.3 |= bit
        }
    }

    /// False says that a key was not inserted.
    func mayContain(_ key: UInt64) -> Bool {
        let (word, bit) = Self.place(key)
        return switch word {
        case 0: bits.0 & bit != 0
        case 1: bits.1 & bit != 0
        case 2: bits.2 & bit != 0
        default: bits.3 & bit != 0
        }
    }
}
