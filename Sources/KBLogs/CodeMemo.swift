/// The places of codes in a table, by their bytes: a code that has been seen before costs no `String`.
///
/// Codes of at most ``longest`` bytes are remembered, until there are ``most`` of them, and those for which there is no
/// room near where they belong are not: a log cannot be made so that it is slow to look for one.
struct CodeMemo: Sendable {
    /// The bytes of a code, and of what it is a code.
    private struct Key: Hashable {
        var first: UInt64
        var last: UInt64
        /// The number of bytes, and whether it is a number.
        var form: UInt32

        /// Bytes from both ends, which overlap where there are fewer than 16: with their number, they tell all.
        @inline(__always)
        init?(_ code: LineCode) {
            let bytes = UnsafeRawBufferPointer(code.bytes)
            let count = bytes.count
            switch count {
            case 8...CodeMemo.longest:
                first = bytes.loadUnaligned(as: UInt64.self)
                last = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            case 4..<8:
                first = UInt64(bytes.loadUnaligned(as: UInt32.self))
                last = UInt64(bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
            case 1..<4:
                first = UInt64(bytes[0]) << 16 | UInt64(bytes[count / 2]) << 8 | UInt64(bytes[count - 1])
                last = 0
            default: return nil
            }
            form = UInt32(count) << 1 | (code.kind == .number ? 1 : 0)
        }

        /// Mixes all bytes into all bits.
        @inline(__always)
        var place: Int {
            let mixed = (first ^ UInt64(form) &* 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
                by: last ^ 0xD6E8_FEB8_6659_FD93)
            return Int(truncatingIfNeeded: mixed.high ^ mixed.low)
        }
    }

    private struct Slot {
        var key: Key?
        var index = 0
    }

    static let longest = 16
    private static let most = 1 << 15
    /// So many places are looked at.
    private static let farthest = 16

    /// Open addresses, at most half of them are taken; their number is a power of two.
    private var slots = [Slot](repeating: Slot(), count: 64)
    private var count = 0

    /// The place of a text or a number; nil where it is not remembered.
    @inline(__always)
    func index(of code: LineCode) -> Int? {
        guard let key = Key(code), let place = place(of: key), slots[place].key != nil else { return nil }
        return slots[place].index
    }

    /// Remembers the place of a text or a number.
    mutating func remember(_ index: Int, of code: LineCode) {
        guard count < Self.most, let key = Key(code) else { return }
        if count * 2 >= slots.count {
            let old = slots
            slots = [Slot](repeating: Slot(), count: old.count * 2)
            count = 0
            for slot in old { slot.key.map { set(slot.index, at: $0) } }
        }
        set(index, at: key)
    }

    private mutating func set(_ index: Int, at key: Key) {
        guard let place = place(of: key) else { return }
        slots[place] = Slot(key: key, index: index)
        count += 1
    }

    /// Where a key is, or would be; nil where neither is near.
    @inline(__always)
    private func place(of key: Key) -> Int? {
        let mask = slots.count - 1
        let first = key.place
        for step in 0..<Self.farthest {
            let place = (first &+ step) & mask
            guard let other = slots[place].key, other != key else { return place }
        }
        return nil
    }
}
