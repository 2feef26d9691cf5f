import KBText

/// One line of a document, as a range of its bytes without the line end.
struct Line {
    let start: Int
    let end: Int
    let number: Int
}

/// The lines of a document, which end in LF, CR LF or a lone CR.
struct Lines {
    private let bytes: UnsafeRawBufferPointer
    /// Where the next line begins.
    private(set) var offset: Int
    private var number = 1
    // The next LF, remembered so that a document of lone CRs is not searched again for each of its lines.
    private var lineFeed: Int

    init(_ bytes: UnsafeRawBufferPointer, from start: Int = 0) {
        self.bytes = bytes
        offset = start
        lineFeed = start - 1
    }

    /// Returns the next line, or nil at the end; nothing after the last line end is no line.
    mutating func next() -> Line? {
        guard offset < bytes.count else { return nil }
        if lineFeed < offset {
            lineFeed = bytes.firstIndex(of: 0x0A, from: offset, to: bytes.count) ?? bytes.count
        }
        let start = offset
        let end = bytes.firstIndex(of: 0x0D, from: start, to: lineFeed) ?? lineFeed
        offset = end < lineFeed && end + 1 == lineFeed ? lineFeed + 1 : end + 1
        // A CR at the very end has no LF after it, although `lineFeed` is the index after it.
        offset = min(offset, bytes.count)
        defer { number += 1 }
        return Line(start: start, end: end, number: number)
    }
}
