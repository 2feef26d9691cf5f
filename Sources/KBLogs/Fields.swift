/// The words of a line, one after the other, parted by blanks.
struct Fields {
    private let line: Bytes
    private(set) var place: Int

    init(_ line: Bytes, from place: Int = 0) {
        self.line = line
        self.place = place
    }

    /// The next word; nil at the end of the line.
    @inline(__always)
    mutating func next() -> Range<Int>? {
        let start = line.pastBlanks(from: place)
        var end = start
        while end < line.count, !line[end].isBlank, line[end] != .carriageReturn { end += 1 }
        place = end
        return start < end ? start..<end : nil
    }
}
