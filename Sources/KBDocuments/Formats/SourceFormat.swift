/// Source code, whose constants are read, see ``SourceReader``; it is not written.
struct SourceFormat: Format {
    let language: SourceLanguage

    var fileExtensions: [String] {
        switch language {
        case .go: ["go"]
        case .java: ["java", "kt"]
        case .typeScript: ["ts", "tsx", "js", "mjs"]
        case .proto: ["proto"]
        case .c: ["c", "h", "cc", "cpp", "hpp"]
        case .rust: ["rs", "rust"]
        case .python: ["py", "pyi", "python"]
        }
    }

    var isAskedFor: Bool { language != .proto }
    var isWritten: Bool { false }
    var skipsRanges: Bool { false }
    var frame: DocumentFrame { DocumentFrame() }

    func isFormat(of beginning: DocumentBeginning) -> Bool { false }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        SourceReader.parse(text.bytes, from: text.start, language, into: register, body)
    }

    func written(_ entry: Entry) throws(UnwritableEntry) -> String { throw UnwritableEntry(.readOnly) }
}
