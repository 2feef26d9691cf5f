/// The members of a JSON object and of the objects in it, one after the other, without copying or checking more than
/// it takes to tell them apart (RFC 8259).
struct JSONMembers {
    /// A key and its value, which is no object or array.
    struct Member {
        var key: Bytes
        var value: Bytes
        /// Whether the value stood in quotes.
        var isText: Bool
        /// Whether it is a member of an object in the object.
        var isNested: Bool
    }

    private let line: Bytes
    private var place: Int
    private var isNested = false

    /// Begins at `place`, after the object's `{`.
    init(_ line: Bytes, from place: Int) {
        self.line = line
        self.place = place
    }

    /// The next member; nil at the end of the object, or where the line is no JSON.
    @inline(__always)
    mutating func next() -> Member? {
        while true {
            while place < line.count, line[place].isBlank || line[place] == .comma { place += 1 }
            guard place < line.count else { return nil }
            if line[place] == .closingBrace {
                guard isNested else { return nil }
                isNested = false
                place += 1
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
                return Member(key: key, value: value, isText: true, isNested: isNested)
            case .openingBrace where !isNested:
                isNested = true
                place += 1
            case .openingBrace, .openingBracket:
                guard skipNested() else { return nil }
            default:
                return Member(key: key, value: word(), isText: false, isNested: isNested)
            }
        }
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
