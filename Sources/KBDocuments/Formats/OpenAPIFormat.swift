/// The description of an API in JSON or YAML, see ``OpenAPIReader``; it is not written.
struct OpenAPIFormat: Format {
    var fileExtensions: [String] { ["openapi"] }
    var isWritten: Bool { false }
    var frame: DocumentFrame { DocumentFrame() }

    /// A first key is `openapi` or `swagger`.
    func isFormat(of beginning: DocumentBeginning) -> Bool {
        if beginning.begins(with: 0x7B, 0x22) {
            var scanner = JSONScanner(beginning.bytes, from: beginning.first, to: beginning.end)
            guard scanner.take(0x7B) else { return false }
            while let key = try? scanner.key() {
                if Self.isFirstKey(key) { return true }
                guard (try? scanner.skipValue()) != nil, scanner.take(0x2C) else { return false }
            }
            return false
        }
        var lines = Lines(beginning.bytes, from: beginning.first)
        while let line = lines.next(), line.end <= beginning.end {
            let text = beginning.bytes[line.start..<line.end]
            // What stands before is a comment, the start of a document, or another first key.
            if text.starts(with: "openapi:".utf8) || text.starts(with: "swagger:".utf8) { return true }
            guard line.start == line.end || text.starts(with: "#".utf8) || text.starts(with: "---".utf8)
            else { return false }
        }
        return false
    }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        let bytes = UnsafeRawBufferPointer(rebasing: text.bytes[text.start...])
        if WhiteSpace.skip(in: bytes, from: 0, end: bytes.count) == bytes.count { return }
        if bytes[WhiteSpace.skip(in: bytes, from: 0, end: bytes.count)] == 0x7B {
            return OpenAPIReader.parse(bytes, into: register, body)
        }
        do throws(YAMLFault) {
            let json = try YAMLToJSON.json(of: bytes)
            json.withUnsafeBytes { OpenAPIReader.parse($0, into: register, body) }
        } catch {
            register.report(error.kind, line: error.line, column: error.column)
        }
    }

    func written(_ entry: Entry) throws(UnwritableEntry) -> String { throw UnwritableEntry(.readOnly) }

    private static func isFirstKey(_ key: String) -> Bool { key == "openapi" || key == "swagger" }
}
