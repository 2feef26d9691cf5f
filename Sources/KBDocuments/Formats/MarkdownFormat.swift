/// Markdown: tables whose header has a code column, or headings or lists with codes, see ``MarkdownReader``.
struct MarkdownFormat: Format {
    var fileExtensions: [String] { ["md", "markdown"] }

    var frame: DocumentFrame { frame(EntryColumns()) }
    var fields: FieldPlace { .columns }

    func frame(_ columns: EntryColumns) -> DocumentFrame {
        let names = columns.header
        let header = row(names) + "\n" + row(names.map { _ in "---" }) + "\n"
        return DocumentFrame(opening: header, empty: header)
    }

    func isFormat(of beginning: DocumentBeginning) -> Bool {
        MarkdownReader(bytes: beginning.bytes, start: beginning.start, mapping: beginning.mapping)
            .hasTable(within: beginning.end)
    }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        MarkdownReader(bytes: text.bytes, start: text.start, mapping: text.mapping).parse(
            into: register, body)
    }

    func written(_ entry: Entry) throws(UnwritableEntry) -> String { try written(entry, EntryColumns()) }

    func written(_ entry: Entry, _ columns: EntryColumns) throws(UnwritableEntry) -> String {
        row(columns.cells(of: entry))
    }

    private func row(_ fields: [String]) -> String {
        "|" + fields.map { " \(MarkdownCell.cell(for: $0)) |" }.joined()
    }
}
