/// The members of a JSON object and of the objects in it, one after the other, without copying or checking more than
/// it takes to tell them apart (RFC 8259).
struct JSONMembers {
    /// A key and its value, which is no object or array.
    struct Member {
        var key: Bytes
        var value: Bytes
        /// Whether the value stood in quotes.
        var isText: Bool
    }

    private let line: Bytes
    private var place: Int
    private let entersArrays: Bool
    /// The keys of the objects and arrays around the next member, the outermost first; empty for what is an element of
    /// an array.
    private(set) var keys: [Bytes] = []
    /// The number of objects around the next member; dots in a key count like objects, arrays do not.
    private(set) var depth = 0
    /// Bit n is set when the nth of ``keys`` is an array's.
    private var arrays: UInt64 = 0

    /// What is nested deeper is passed over.
    private static let deepest = 60

    /// Begins at `place`, after the object's `{`.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - place: Where the members begin.
    ///   - entersArrays: Whether objects in arrays are read.
    init(_ line: Bytes, from place: Int, entersArrays: Bool = false) {
        self.line = line
        self.place = place
        self.entersArrays = entersArrays
    }

    /// The next member; nil at the end of the object, or where the line is no JSON.
    @inline(__always)
    mutating func next() -> Member? {
        while true {
            while place < line.count, line[place].isBlank || line[place] == .comma { place += 1 }
            guard place < line.count else { return nil }
            if arrays != 0, isInArray {
                guard passElement() else { return nil }
                continue
            }
            if line[place] == .closingBrace {
                guard !keys.isEmpty else { return nil }
                leave()
                continue
            }
            guard let key = text() else { return nil }
            place = line.pastBlanks(from: place)
            guard place < line.count, line[place] == .colon else { return nil }
            place = line.pastBlanks(from: place + 1)
            guard place < line.count else { return nil }
            switch line[place] {
            case .quote:
                guard let value = text() else { return nil }
                return Member(key: key, value: value, isText: true)
            case .openingBrace, .openingBracket:
                guard enter(key) else { return nil }
            default:
                return Member(key: key, value: word(), isText: false)
            }
        }
    }

    private var isInArray: Bool { !keys.isEmpty && arrays >> UInt64(keys.count - 1) & 1 == 1 }

    /// Goes into the object or array that begins here, or past it; false when it has no end.
    private mutating func enter(_ key: Bytes) -> Bool {
        let isArray = line[place] == .openingBracket
        guard keys.count < Self.deepest, !isArray || entersArrays else { return skipNested() }
        if isArray { arrays |= 1 << UInt64(keys.count) }
        keys.append(key)
        depth += Self.levels(of: key)
        place += 1
        return true
    }

    private mutating func leave() {
        depth -= Self.levels(of: keys.removeLast())
        arrays &= ~(1 << UInt64(keys.count))
        place += 1
    }

    private static func levels(of key: Bytes) -> Int {
        key.isEmpty ? 0 : 1 + key.count { $0 == UInt8(ascii: ".") }
    }

    /// Goes past an element of an array, into one that is an object, or out of the array; false where the line is no
    /// JSON.
    private mutating func passElement() -> Bool {
        switch line[place] {
        case .closingBracket: leave()
        case .openingBrace, .openingBracket: return enter(line.part(place..<place))
        case .quote: return text() != nil
        default: return !word().isEmpty
        }
        return true
    }

    /// Reads a text in quotes; nil where there is none or it has no end.
    @inline(__always)
    private mutating func text() -> Bytes? {
        guard line[place] == .quote, let end = endOfText(from: place + 1) else { return nil }
        defer { place = end + 1 }
        return line.part(place + 1..<end)
    }

    /// Reads a number or a name such as `null`.
    @inline(__always)
    private mutating func word() -> Bytes {
        let start = place
        while place < line.count {
            switch line[place] {
            case .comma, .closingBrace, .closingBracket, .carriageReturn, 0x20, 0x09:
                return line.part(start..<place)
            default: place += 1
            }
        }
        return line.part(start..<place)
    }

    /// Goes past an object or an array with all that is in it; false when it has no end.
    private mutating func skipNested() -> Bool {
        var depth = 0
        while place < line.count {
            switch line[place] {
            case .openingBrace, .openingBracket: depth += 1
            case .closingBrace, .closingBracket: depth -= 1
            case .quote:
                guard let end = endOfText(from: place + 1) else { return false }
                place = end
            default: break
            }
            place += 1
            if depth == 0 { return true }
        }
        return false
    }

    /// The place of the quote that ends a text, eight bytes at a time.
    @inline(__always)
    private func endOfText(from start: Int) -> Int? {
        let bytes = UnsafeRawBufferPointer(line)
        var place = start
        while place < line.count {
            if place + 8 <= line.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                let found = word.bytes(equalTo: .quote) | word.bytes(equalTo: .backslash)
                guard found != 0 else {
                    place += 8
                    continue
                }
                place += found.trailingZeroBitCount / 8
            }
            if line[place] == .quote { return place }
            place += line[place] == .backslash ? 2 : 1
        }
        return nil
    }
}

extension UInt64 {
    /// Sets the highest bit of the lowest byte that equals `byte`, and none below it.
    ///
    /// Bits above it may be set wrongly (Hacker's Delight §6-1).
    @inline(__always)
    fileprivate func bytes(equalTo byte: UInt8) -> UInt64 {
        let difference = self ^ (0x0101_0101_0101_0101 &* UInt64(byte))
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    }
}
