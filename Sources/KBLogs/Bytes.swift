import KBText

/// Bytes of a log, which last as long as the call that they are given to.
typealias Bytes = UnsafeBufferPointer<UInt8>

extension UInt8 {
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let openingBrace = UInt8(ascii: "{")
    static let closingBrace = UInt8(ascii: "}")
    static let openingBracket = UInt8(ascii: "[")
    static let closingBracket = UInt8(ascii: "]")

    /// Whether the byte is a space or a tab.
    @inline(__always)
    var isBlank: Bool { self == 0x20 || self == 0x09 }

    @inline(__always)
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}

extension Bytes {
    /// The bytes of a part.
    @inline(__always)
    func part(_ range: Range<Int>) -> Bytes { Bytes(rebasing: self[range]) }

    /// The place of the first `byte` from `start` on; nil when there is none.
    @inline(__always)
    func first(_ byte: UInt8, from start: Int) -> Int? {
        UnsafeRawBufferPointer(self).firstIndex(of: byte, from: start, to: count)
    }

    /// The first place from `start` on that has no space or tab; ``count`` when there is none.
    @inline(__always)
    func pastBlanks(from start: Int) -> Int {
        var place = start
        while place < count, self[place].isBlank { place += 1 }
        return place
    }
}
