/// JSON: an array of objects, or an object of codes, see ``JSONReader``.
struct JSONFormat: Format {
    var fileExtensions: [String] { ["json"] }

    var frame: DocumentFrame {
        DocumentFrame(opening: "[\n", separator: ",\n", closing: "\n]\n", empty: "[]\n")
    }

    func isFormat(of beginning: DocumentBeginning) -> Bool {
        beginning.begins(with: 0x5B, 0x7B, 0x5D) || beginning.begins(with: 0x7B, 0x22, 0x7D)
    }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        JSONReader(bytes: text.bytes, start: text.start, mapping: text.mapping).parse(
            into: register, body)
    }

    func written(_ entry: Entry) throws(UnwritableEntry) -> String { "  " + entry.jsonText }
}
