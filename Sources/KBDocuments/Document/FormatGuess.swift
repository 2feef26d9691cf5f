/// Guesses a document's format from how it starts.
struct FormatGuess {
    // Enough for a header, or for the prose before a table.
    private static let reach = 65_536

    let bytes: UnsafeRawBufferPointer
    let start: Int
    let mapping: ColumnMapping?

    /// The format that the document most likely has; plain text when nothing else is sure.
    func format() -> DocumentFormat {
        let end = min(bytes.count, start + Self.reach)
        let first = WhiteSpace.skip(in: bytes, from: start, end: end)
        guard first < end else { return .text }
        let afterFirst = WhiteSpace.skip(in: bytes, from: first + 1, end: end)
        let second = afterFirst < end ? bytes[afterFirst] : 0
        switch (bytes[first], second) {
        case (0x5B, 0x7B), (0x5B, 0x5D):
            return .json
        case (0x7B, 0x22), (0x7B, 0x7D):
            return isJSONLines(from: first) ? .jsonl : .json
        default:
            break
        }
        if let format = tableFormat(from: first, to: end) { return format }
        let markdown = MarkdownReader(bytes: bytes, start: start, mapping: mapping)
        return markdown.hasTable(within: end) ? .markdown : .text
    }

    /// Tells whether the first line is a whole object that is an entry.
    private func isJSONLines(from first: Int) -> Bool {
        var lines = Lines(bytes, from: first)
        guard let line = lines.next() else { return false }
        var scanner = JSONScanner(bytes, from: line.start, to: line.end)
        guard (try? scanner.skipValue()) != nil, scanner.peek() == nil else { return false }
        return JSONReader(bytes: bytes, start: first, mapping: mapping).startsWithEntryObject()
    }

    private func tableFormat(from first: Int, to end: Int) -> DocumentFormat? {
        let part = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        for (delimiter, format) in [(UInt8(0x09), DocumentFormat.tsv), (0x2C, .csv), (0x3B, .csv)] {
            var records = CSVRecords(part, from: first, delimiter: delimiter)
            guard let record = records.next(), record.fault == nil else { continue }
            let fields = record.texts(in: part)
            guard fields.count > 1 else { continue }
            let known = fields.count { ColumnLayout.isColumnName($0, mapping: mapping) }
            if known > 1, ColumnLayout.hasCodeColumn(fields, mapping: mapping) { return format }
        }
        return nil
    }
}
