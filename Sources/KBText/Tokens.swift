/// What a text consists of, in order; see ``Tokenizer``.
package struct Tokens: Sendable {
    /// A token in eight bytes.
    package struct Key: Hashable, Sendable {
        /// A pair of Han characters in two times 21 bits, the last one of a run with 0 for the second; or with the
        /// highest bit set where a word stands in ``Tokens/letters``.
        package let value: UInt64

        @inlinable @inline(__always)
        package init(first: UInt32, second: UInt32) { value = UInt64(first) << 21 | UInt64(second) }

        @inlinable @inline(__always)
        init(word start: Int, count: Int) { value = 1 << 63 | UInt64(start) << 31 | UInt64(count) }

        @inlinable @inline(__always)
        package var isWord: Bool { value >> 63 == 1 }

        /// The first character of a pair.
        @inlinable @inline(__always)
        package var first: UInt32 { UInt32(truncatingIfNeeded: value >> 21) }

        /// The second character of a pair; 0 for the last character of a run.
        @inlinable @inline(__always)
        package var second: UInt32 { UInt32(truncatingIfNeeded: value & 0x1F_FFFF) }
    }

    package internal(set) var keys: [Key] = []
    /// The words one after the other, in UTF-8.
    package internal(set) var letters: [UInt8] = []

    package init() {}

    /// The tokens of a text.
    package init(_ text: String) {
        var tokenizer = Tokenizer()
        tokenizer.tokenize(text, into: &self)
    }

    /// Where the letters of a word are.
    @inlinable @inline(__always)
    package func range(of word: Key) -> Range<Int> {
        let start = Int(word.value >> 31 & 0xFFFF_FFFF)
        return start..<start + Int(word.value & 0x7FFF_FFFF)
    }

    /// Forgets the tokens, and keeps the room.
    package mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        letters.removeAll(keepingCapacity: true)
    }
}
