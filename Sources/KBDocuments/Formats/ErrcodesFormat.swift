/// PostgreSQL's `errcodes.txt`, see ``ErrcodesReader``; it is not written.
struct ErrcodesFormat: Format {
    var fileExtensions: [String] { ["errcodes"] }
    var isWritten: Bool { false }
    var frame: DocumentFrame { DocumentFrame() }

    func isFormat(of beginning: DocumentBeginning) -> Bool {
        ErrcodesReader(bytes: beginning.bytes, start: beginning.start).startsWithRow(within: beginning.end)
    }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        ErrcodesReader(bytes: text.bytes, start: text.start).parse(into: register, body)
    }

    func written(_ entry: Entry) throws(UnwritableEntry) -> String { throw UnwritableEntry(.readOnly) }
}
