/// The beginning of a document, from which its format is detected.
struct DocumentBeginning {
    // Enough for a header, or for the prose before a table.
    static let reach = 65_536

    /// The bytes of the whole document.
    let bytes: UnsafeRawBufferPointer
    let start: Int
    let mapping: ColumnMapping?
    /// Where the beginning ends.
    let end: Int
    /// The place of the first character that is no white space; ``end`` where there is none.
    let first: Int

    init(of bytes: UnsafeRawBufferPointer, from start: Int, mapping: ColumnMapping?) {
        self.bytes = bytes
        self.start = start
        self.mapping = mapping
        end = min(bytes.count, start + Self.reach)
        first = WhiteSpace.skip(in: bytes, from: start, end: end)
    }

    /// The format that the document most likely has; plain text when nothing else is sure.
    var format: DocumentFormat {
        guard first < end else { return .text }
        return DocumentFormat.detected.first { $0.format.isFormat(of: self) } ?? .text
    }

    /// Whether the first two characters that are no white space are these.
    func begins(with first: UInt8, _ seconds: UInt8...) -> Bool {
        guard bytes[self.first] == first else { return false }
        let second = WhiteSpace.skip(in: bytes, from: self.first + 1, end: end)
        return second < end && seconds.contains(bytes[second])
    }
}
