/// Conversion from GB 18030, which contains GBK and GB 2312 (<https://encoding.spec.whatwg.org/#gb18030-decoder>).
///
/// One byte is ASCII; two are a character of a table; four are a number in one of some two hundred ranges.
enum GB18030 {
    /// Converts bytes to UTF-8; nil where they are not GB 18030.
    static func utf8(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        let table = Table.shared
        var isValid = true
        // Two bytes become at most four.
        let result = [UInt8](unsafeUninitializedCapacity: bytes.count * 2) { output, count in
            var index = 0
            while index < bytes.count {
                if bytes[index] < 0x80 {
                    output[count] = bytes[index]
                    (index, count) = (index + 1, count + 1)
                } else if let (scalar, length) = table.scalar(in: bytes, at: index) {
                    for byte in scalar.utf8 {
                        output[count] = byte
                        count += 1
                    }
                    index += length
                } else {
                    isValid = false
                    return
                }
            }
        }
        return isValid ? result : nil
    }
}

/// The characters of GB 18030 that have two bytes or four.
private struct Table {
    /// Read from the texts when a document asks for it first: a tenth of a millisecond.
    static let shared = Table()

    /// The characters of two bytes in the order of these, 190 for each first byte.
    private let characters: [Unicode.Scalar]
    /// Where ranges of four bytes begin, and the scalar that is there; 0 where there are no characters.
    private let ranges: [(place: Int, scalar: UInt32)]

    private init() {
        characters = GB18030.characters.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
            .unicodeScalars.filter { !$0.isASCII }
        ranges = GB18030.ranges.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
            .split(separator: "\n").compactMap { line in
                guard let place = Int(line.prefix(6), radix: 16),
                    let scalar = UInt32(line.dropFirst(6), radix: 16)
                else { return nil }
                return (place, scalar)
            }
    }

    /// The scalar that begins at a byte which is not ASCII, and its length in bytes.
    @inline(__always)
    func scalar(in bytes: UnsafeRawBufferPointer, at index: Int) -> (Unicode.Scalar, length: Int)? {
        guard 0x81...0xFE ~= bytes[index], index + 1 < bytes.count else { return nil }
        let (lead, trail) = (Int(bytes[index]) - 0x81, Int(bytes[index + 1]))
        switch trail {
        case 0x40...0x7E: return (characters[lead * 190 + trail - 0x40], 2)
        case 0x80...0xFE: return (characters[lead * 190 + trail - 0x41], 2)
        case 0x30...0x39: return longScalar(in: bytes, at: index).map { ($0, 4) }
        default: return nil
        }
    }

    private func longScalar(in bytes: UnsafeRawBufferPointer, at index: Int) -> Unicode.Scalar? {
        guard index + 3 < bytes.count, 0x81...0xFE ~= bytes[index + 2], 0x30...0x39 ~= bytes[index + 3] else {
            return nil
        }
        func digit(_ offset: Int, _ first: Int) -> Int { Int(bytes[index + offset]) - first }
        let place = ((digit(0, 0x81) * 10 + digit(1, 0x30)) * 126 + digit(2, 0x81)) * 10 + digit(3, 0x30)
        var (low, high) = (0, ranges.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if ranges[middle].place <= place { low = middle } else { high = middle }
        }
        guard ranges[low].scalar > 0 else { return nil }
        return Unicode.Scalar(ranges[low].scalar + UInt32(place - ranges[low].place))
    }
}
