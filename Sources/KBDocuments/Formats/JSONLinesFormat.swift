/// JSON Lines: an object a line, see ``JSONReader``.
struct JSONLinesFormat: Format {
    var fileExtensions: [String] { ["jsonl", "ndjson"] }
    var frame: DocumentFrame { DocumentFrame() }

    /// The first line is a whole object, and an entry, or another object follows it.
    func isFormat(of beginning: DocumentBeginning) -> Bool {
        guard beginning.begins(with: 0x7B, 0x22, 0x7D) else { return false }
        var lines = Lines(beginning.bytes, from: beginning.first)
        guard let line = lines.next() else { return false }
        var scanner = JSONScanner(beginning.bytes, from: line.start, to: line.end)
        guard (try? scanner.skipValue()) != nil, scanner.peek() == nil else { return false }
        let next = WhiteSpace.skip(in: beginning.bytes, from: line.end, end: beginning.end)
        if next < beginning.end, beginning.bytes[next] == 0x7B { return true }
        return JSONReader(bytes: beginning.bytes, start: beginning.first, mapping: beginning.mapping)
            .startsWithEntryObject()
    }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        JSONReader(bytes: text.bytes, start: text.start, mapping: text.mapping).parseLines(
            into: register, body)
    }

    func written(_ entry: Entry) throws(UnwritableEntry) -> String { entry.jsonText }
}
