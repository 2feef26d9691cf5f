/// HTML: tables whose header has a code column, see ``HTMLReader``; it is not written.
struct HTMLFormat: Format {
    private static let beginnings = ["<!doctype html", "<html", "<head", "<body", "<table", "<div"]

    var fileExtensions: [String] { ["html", "htm", "xhtml"] }
    var isWritten: Bool { false }
    var frame: DocumentFrame { DocumentFrame() }

    func isFormat(of beginning: DocumentBeginning) -> Bool {
        guard beginning.bytes[beginning.first] == 0x3C else { return false }
        let end = min(beginning.end, beginning.first + 16)
        let text = copied(beginning.bytes, from: beginning.first, to: end).lowercased()
        return Self.beginnings.contains { text.hasPrefix($0) }
    }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        if WhiteSpace.skip(in: text.bytes, from: text.start, end: text.bytes.count) == text.bytes.count {
            return
        }
        HTMLReader(bytes: text.bytes, start: text.start, mapping: text.mapping).parse(into: register, body)
    }

    func written(_ entry: Entry) throws(UnwritableEntry) -> String { throw UnwritableEntry(.readOnly) }
}
