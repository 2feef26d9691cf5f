/// One paragraph of a document: lines that are not blank, as a range of bytes.
struct Paragraph {
    /// Where the line starts on which the paragraph starts.
    let lineStart: Int
    let start: Int
    let end: Int
    let line: Int
}

/// The paragraphs of a document, separated by lines of only white space.
struct Paragraphs {
    private let bytes: UnsafeRawBufferPointer
    private var lines: Lines

    init(_ bytes: UnsafeRawBufferPointer, from start: Int) {
        self.bytes = bytes
        lines = Lines(bytes, from: start)
    }

    /// Returns the next paragraph without the white space around it, or nil at the end.
    mutating func next() -> Paragraph? {
        var first: Line?
        var end = 0
        while let line = lines.next() {
            if isBlank(line) {
                if first != nil { break }
            } else {
                first = first ?? line
                end = line.end
            }
        }
        guard let first else { return nil }
        return Paragraph(
            lineStart: first.start,
            start: WhiteSpace.skip(in: bytes, from: first.start, end: first.end),
            end: WhiteSpace.trimEnd(in: bytes, from: first.start, end: end),
            line: first.number)
    }

    private func isBlank(_ line: Line) -> Bool {
        WhiteSpace.skip(in: bytes, from: line.start, end: line.end) == line.end
    }
}
