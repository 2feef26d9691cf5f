import KBText

/// A strict scanner of JSON (RFC 8259) over UTF-8 bytes that have been checked.
///
/// Foundation's parser loses the order of keys, their repetition, and the lines; an entry needs all three.
struct JSONScanner {
    /// The most arrays and objects inside one another.
    private static let maximumDepth = 512

    let bytes: UnsafeRawBufferPointer
    private(set) var end: Int
    var offset: Int
    /// The line of `offset`, counted from 1.
    private(set) var line: Int
    private var lineStart: Int

    init(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, line: Int = 1) {
        self.bytes = bytes
        self.end = end
        self.line = line
        offset = start
        lineStart = start
    }

    /// Returns the scanner with only so many bytes before it.
    func limited(to count: Int) -> JSONScanner {
        var limited = self
        limited.end = min(end, offset + count)
        return limited
    }

    /// Returns the scanner with the bytes before it up to `end`.
    func unlimited(_ end: Int) -> JSONScanner {
        var unlimited = self
        unlimited.end = end
        return unlimited
    }

    /// Skips white space and returns the byte after it, or nil at the end.
    mutating func peek() -> UInt8? {
        while offset < end {
            switch bytes[offset] {
            case 0x20, 0x09:
                offset += 1
            case 0x0A, 0x0D:
                let isPair = bytes[offset] == 0x0D && offset + 1 < end && bytes[offset + 1] == 0x0A
                offset += isPair ? 2 : 1
                line += 1
                lineStart = offset
            case let byte:
                return byte
            }
        }
        return nil
    }

    /// Skips white space and takes `byte`; returns false if it is missing.
    mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        offset += 1
        return true
    }

    /// Takes `byte`, or throws what was expected.
    mutating func require(_ byte: UInt8, _ expected: JSONExpectation) throws(JSONFault) {
        guard take(byte) else { throw JSONFault(offset: offset, expected: expected) }
    }

    /// Returns the type of the next value, without taking it.
    mutating func nextType() throws(JSONFault) -> JSONType {
        guard let byte = peek() else { throw JSONFault(offset: offset, expected: .value) }
        return switch byte {
        case 0x7B: .object
        case 0x5B: .array
        case 0x22: .string
        case 0x2D, 0x30...0x39: .number
        case 0x74, 0x66: .boolean
        case 0x6E: .null
        default: throw JSONFault(offset: offset, expected: .value)
        }
    }

    /// Takes a string or number as text, a number as it is written; nil for null.
    mutating func scalar(_ type: JSONType) throws(JSONFault) -> String? {
        if type == .string { return try string() }
        let start = offset
        try skipValue()
        guard offset - start <= Entry.longest else {
            throw JSONFault(offset: start, expected: .shorterString)
        }
        return type == .null ? nil : copied(bytes, from: start, to: offset)
    }

    /// Takes an object's key and the colon after it.
    mutating func key() throws(JSONFault) -> String {
        guard peek() == 0x22 else { throw JSONFault(offset: offset, expected: .key) }
        let key = try string()
        try require(0x3A, .colon)
        return key
    }

    /// Takes any value without keeping it.
    mutating func skipValue(depth: Int = 0) throws(JSONFault) {
        guard depth < Self.maximumDepth else { throw JSONFault(offset: offset, expected: .lessNesting) }
        switch try nextType() {
        case .string: _ = try string()
        case .number: try skipNumber()
        case .boolean: try skipWord(bytes[offset] == 0x74 ? "true" : "false")
        case .null: try skipWord("null")
        case .array:
            offset += 1
            if take(0x5D) { return }
            repeat { try skipValue(depth: depth + 1) } while take(0x2C)
            try require(0x5D, .commaOrBracket)
        case .object:
            offset += 1
            if take(0x7D) { return }
            repeat {
                _ = try key()
                try skipValue(depth: depth + 1)
            } while take(0x2C)
            try require(0x7D, .commaOrBrace)
        }
    }

    /// Returns the diagnostic for a fault in the line that was reached.
    func diagnostic(for fault: JSONFault) -> Diagnostic {
        // Every scalar has one byte that does not continue another.
        let column = bytes[lineStart..<fault.offset].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        var found: String?
        if fault.offset < end {
            let (_, length) = bytes.scalar(at: fault.offset)
            found = copied(bytes, from: fault.offset, to: min(end, fault.offset + length))
        }
        let kind = Diagnostic.Kind.invalidJSON(expected: fault.expected, found: found)
        return Diagnostic(line: line, column: column, kind: kind)
    }

    private mutating func skipWord(_ word: String) throws(JSONFault) {
        for (index, byte) in word.utf8.enumerated() {
            guard offset + index < end, bytes[offset + index] == byte else {
                throw JSONFault(offset: offset, expected: .value)
            }
        }
        offset += word.utf8.count
    }

    private mutating func skipNumber() throws(JSONFault) {
        if bytes[offset] == 0x2D { offset += 1 }
        if offset < end, bytes[offset] == 0x30 {
            offset += 1
        } else {
            try skipDigits()
        }
        if offset < end, bytes[offset] == 0x2E {
            offset += 1
            try skipDigits()
        }
        if offset < end, bytes[offset] | 0x20 == 0x65 {
            offset += 1
            if offset < end, bytes[offset] == 0x2B || bytes[offset] == 0x2D { offset += 1 }
            try skipDigits()
        }
    }

    private mutating func skipDigits() throws(JSONFault) {
        let start = offset
        while offset < end, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
        if offset == start { throw JSONFault(offset: offset, expected: .digit) }
    }
}
