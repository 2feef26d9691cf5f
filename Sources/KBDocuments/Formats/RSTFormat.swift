/// reStructuredText, and tables as programs print them: tables whose header has a code column, see ``RSTReader``.
struct RSTFormat: Format {
    var fileExtensions: [String] { ["rst", "rest"] }
    var isWritten: Bool { false }
    var frame: DocumentFrame { DocumentFrame() }

    func isFormat(of beginning: DocumentBeginning) -> Bool {
        RSTReader(bytes: beginning.bytes, start: beginning.start, mapping: beginning.mapping)
            .hasEntry(within: beginning.end)
    }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        if WhiteSpace.skip(in: text.bytes, from: text.start, end: text.bytes.count) == text.bytes.count {
            return
        }
        RSTReader(bytes: text.bytes, start: text.start, mapping: text.mapping).parse(into: register, body)
    }

    func written(_ entry: Entry) throws(UnwritableEntry) -> String { throw UnwritableEntry(.readOnly) }
}
