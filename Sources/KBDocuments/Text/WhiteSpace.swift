import KBText

/// White space in UTF-8 bytes: the characters with the Unicode property White_Space.
///
/// That includes the ideographic space U+3000, with which Chinese documents are often indented.
enum WhiteSpace {
    /// Returns the number of bytes of the white-space character at `index`, or 0 when there is none.
    @inline(__always)
    static func length(in bytes: UnsafeRawBufferPointer, at index: Int, end: Int) -> Int {
        let byte = bytes[index]
        if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : 0 }
        return longLength(in: bytes, at: index, end: end)
    }

    /// Returns the first index from `start` on that is not white space, or `end`.
    static func skip(in bytes: UnsafeRawBufferPointer, from start: Int, end: Int) -> Int {
        var index = start
        while index < end {
            let length = length(in: bytes, at: index, end: end)
            if length == 0 { break }
            index += length
        }
        return index
    }

    /// Returns the index after the last character before `end` that is not white space, at least `start`.
    static func trimEnd(in bytes: UnsafeRawBufferPointer, from start: Int, end: Int) -> Int {
        var end = end
        trimming: while end > start {
            // A character is at most four bytes back; those of white space have at most three.
            for width in 1...3 where end - width >= start {
                let index = end - width
                if bytes[index] & 0xC0 == 0x80 { continue }
                if length(in: bytes, at: index, end: end) == width {
                    end = index
                    continue trimming
                }
                break
            }
            break
        }
        return end
    }

    private static func longLength(in bytes: UnsafeRawBufferPointer, at index: Int, end: Int) -> Int {
        switch bytes[index] {
        case 0xC2 where index + 1 < end:
            return bytes[index + 1] == 0x85 || bytes[index + 1] == 0xA0 ? 2 : 0
        case 0xE1...0xE3 where index + 2 < end:
            switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
            case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
                (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
                return 3
            default:
                return 0
            }
        default:
            return 0
        }
    }
}

extension String {
    /// The text without white space at its ends, and each run of white space inside it as one space.
    var collapsingWhiteSpace: String {
        var text = self
        // Nil for what is so already: most texts are, and a copy costs more than looking.
        return text.withUTF8 { buffer -> String? in
            let bytes = UnsafeRawBufferPointer(buffer)
            guard !isTrimmed(bytes) || !isCollapsed(bytes, from: 0, to: bytes.count) else { return nil }
            return collapsed(bytes, from: 0, to: bytes.count)
        } ?? self
    }

    /// The text without white space at its ends.
    var collapsingOuterWhiteSpace: String {
        var text = self
        return text.withUTF8 { buffer in
            let bytes = UnsafeRawBufferPointer(buffer)
            let start = WhiteSpace.skip(in: bytes, from: 0, end: bytes.count)
            return copied(
                bytes, from: start, to: WhiteSpace.trimEnd(in: bytes, from: start, end: bytes.count))
        }
    }

    /// The text without white space at its ends, and each line end inside it as `\n`.
    var trimmedWithPlainLineEnds: String {
        var text = self
        return text.withUTF8 { buffer -> String? in
            let bytes = UnsafeRawBufferPointer(buffer)
            if isTrimmed(bytes), bytes.firstIndex(of: 0x0D, from: 0, to: bytes.count) == nil { return nil }
            let start = WhiteSpace.skip(in: bytes, from: 0, end: bytes.count)
            let end = WhiteSpace.trimEnd(in: bytes, from: start, end: bytes.count)
            return withPlainLineEnds(bytes, from: start, to: end)
        } ?? self
    }
}

/// Copies trimmed UTF-8 with each run of white space as one space.
func collapsed(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> String {
    let start = WhiteSpace.skip(in: bytes, from: start, end: end)
    let end = WhiteSpace.trimEnd(in: bytes, from: start, end: end)
    if isCollapsed(bytes, from: start, to: end) { return copied(bytes, from: start, to: end) }
    var result: [UInt8] = []
    result.reserveCapacity(end - start)
    var index = start
    while index < end {
        if WhiteSpace.length(in: bytes, at: index, end: end) > 0 {
            result.append(0x20)
            index = WhiteSpace.skip(in: bytes, from: index, end: end)
        } else {
            result.append(bytes[index])
            index += 1
        }
    }
    return String(decoding: result, as: UTF8.self)
}

/// Copies UTF-8 with CR LF and lone CR as LF.
func withPlainLineEnds(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> String {
    guard bytes.firstIndex(of: 0x0D, from: start, to: end) != nil else {
        return copied(bytes, from: start, to: end)
    }
    var result: [UInt8] = []
    result.reserveCapacity(end - start)
    for index in start..<end {
        if bytes[index] != 0x0D {
            result.append(bytes[index])
        } else if index + 1 == end || bytes[index + 1] != 0x0A {
            result.append(0x0A)
        }
    }
    return String(decoding: result, as: UTF8.self)
}

/// Whether there is no white space at the ends of UTF-8.
private func isTrimmed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    WhiteSpace.skip(in: bytes, from: 0, end: bytes.count) == 0
        && WhiteSpace.trimEnd(in: bytes, from: 0, end: bytes.count) == bytes.count
}

private func isCollapsed(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Bool {
    var previous: UInt8 = 0
    for index in start..<end {
        let byte = bytes[index]
        if byte == 0x20 {
            if previous == 0x20 { return false }
        } else if WhiteSpace.length(in: bytes, at: index, end: end) > 0 {
            return false
        }
        previous = byte
    }
    return true
}
