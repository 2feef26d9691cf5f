/// Messages of a program in Java, see ``PropertiesReader``; it is not written.
struct PropertiesFormat: Format {
    var fileExtensions: [String] { ["properties"] }
    var isWritten: Bool { false }
    var skipsRanges: Bool { false }
    var frame: DocumentFrame { DocumentFrame() }

    func isFormat(of beginning: DocumentBeginning) -> Bool { false }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        PropertiesReader(bytes: text.bytes, start: text.start).parse(into: register, body)
    }

    func written(_ entry: Entry) throws(UnwritableEntry) -> String { throw UnwritableEntry(.readOnly) }
}
