import KBText

/// The lines of a Markdown document outside fenced code blocks (CommonMark §4.5).
struct MarkdownLines {
    /// What opens and closes a code block.
    private struct Fence {
        /// A backtick or a tilde.
        var mark: UInt8
        /// How many there are, at least three.
        var length: Int
    }

    private let bytes: UnsafeRawBufferPointer
    private var lines: Lines
    private var open: Fence?

    init(_ bytes: UnsafeRawBufferPointer, from start: Int) {
        self.bytes = bytes
        lines = Lines(bytes, from: start)
    }

    /// Returns the next line that is not code, or nil at the end.
    mutating func next() -> Line? {
        while let line = lines.next() {
            if let fence = open {
                if closes(fence, line) { open = nil }
            } else {
                open = opening(line)
                if open == nil { return line }
            }
        }
        return nil
    }

    /// Returns the next line if it still belongs to a table.
    mutating func nextTableLine() -> Line? {
        guard let line = lines.next() else { return nil }
        let first = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
        if first == line.end { return nil }
        open = opening(line)
        if open != nil { return nil }
        return bytes[first] == 0x23 || bytes[first] == 0x3E ? nil : line
    }

    /// The fence that a line opens a code block with.
    ///
    /// After backticks no other may stand on the line: it would be a code span. How far the line is indented is not
    /// looked at, because blocks stand in lists too.
    private func opening(_ line: Line) -> Fence? {
        guard let (fence, end) = fence(at: line) else { return nil }
        let isCodeSpan = fence.mark == 0x60 && bytes.firstIndex(of: 0x60, from: end, to: line.end) != nil
        return isCodeSpan ? nil : fence
    }

    /// Whether a line has as many of the same marks, or more, and nothing else.
    private func closes(_ open: Fence, _ line: Line) -> Bool {
        guard let (fence, end) = fence(at: line), fence.mark == open.mark, fence.length >= open.length else {
            return false
        }
        return WhiteSpace.skip(in: bytes, from: end, end: line.end) == line.end
    }

    private func fence(at line: Line) -> (Fence, end: Int)? {
        let start = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
        guard start < line.end, bytes[start] == 0x60 || bytes[start] == 0x7E else { return nil }
        var end = start
        while end < line.end, bytes[end] == bytes[start] { end += 1 }
        return end - start < 3 ? nil : (Fence(mark: bytes[start], length: end - start), end)
    }
}
