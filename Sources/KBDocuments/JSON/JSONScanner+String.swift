extension JSONScanner {
    /// Takes a string, whose quotation mark is next, with its escapes undone.
    mutating func string() throws(JSONFault) -> String {
        offset += 1
        let start = offset
        // One byte more than may be.
        let end = min(self.end, start + Entry.longest + 1)
        while offset < end, isPlain(bytes[offset]) { offset += 1 }
        if offset < end, bytes[offset] == 0x22 {
            offset += 1
            return copied(bytes, from: start, to: offset - 1)
        }
        var text = Array(bytes[start..<offset])
        while offset < end {
            let byte = bytes[offset]
            switch byte {
            case 0x22:
                offset += 1
                return String(decoding: text, as: UTF8.self)
            case 0x5C:
                text.append(contentsOf: String(try escapedScalar()).utf8)
            case 0..<0x20:
                throw JSONFault(offset: offset, expected: .escapedControlCharacter)
            default:
                text.append(byte)
                offset += 1
            }
        }
        guard end == self.end else { throw JSONFault(offset: start - 1, expected: .shorterString) }
        throw JSONFault(offset: offset, expected: .closingQuote)
    }

    private func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x22 && byte != 0x5C
    }

    private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
        let start = offset
        offset += 1
        guard offset < end else { throw JSONFault(offset: offset, expected: .escape) }
        let letter = bytes[offset]
        offset += 1
        switch letter {
        case 0x22, 0x5C, 0x2F: return Unicode.Scalar(letter)
        case 0x62: return "\u{8}"
        case 0x66: return "\u{C}"
        case 0x6E: return "\n"
        case 0x72: return "\r"
        case 0x74: return "\t"
        case 0x75: break
        default: throw JSONFault(offset: offset - 1, expected: .escape)
        }
        let unit = try hexUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, offset + 1 < end, bytes[offset] == 0x5C, bytes[offset + 1] == 0x75 else {
            throw JSONFault(offset: start, expected: .surrogatePair)
        }
        offset += 2
        let low = try hexUnit()
        let value = 0x10000 + (unit - 0xD800) << 10 + (low & 0x3FF)
        guard (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(value) else {
            throw JSONFault(offset: start, expected: .surrogatePair)
        }
        return scalar
    }

    private mutating func hexUnit() throws(JSONFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard offset < end, let digit = Character(Unicode.Scalar(bytes[offset])).hexDigitValue else {
                throw JSONFault(offset: offset, expected: .fourHexDigits)
            }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        return value
    }
}
