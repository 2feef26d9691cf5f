import KBDocuments
import TestSupport
import Testing

@Suite("Writing documents")
struct DocumentWriterTests {
    @Test("the seed reads back the same from every format", arguments: DocumentFormat.written)
    func seed(format: DocumentFormat) throws {
        let seed = try DocumentReader.read(Fixture.seed())
        let text = try DocumentWriter.write(seed.entries, as: format)
        let back = try DocumentReader.read(text.utf8)
        #expect(back.format == format)
        #expect(back.contents == seed.contents)
        #expect(back.contents == (try DocumentReader.read(text.utf8, format: format).contents))
    }

    @Test(
        "escaping takes time in proportion to the text",
        arguments: [DocumentFormat.json, .markdown])
    func manyEscapes(format: DocumentFormat) throws {
        let description = String(repeating: "\"\n", count: 1_500_000) + "x"
        let entries = [Entry(code: "1", name: "x", description: description, line: 1)]
        let back = try DocumentReader.read(DocumentWriter.write(entries, as: format).utf8, format: format)
        #expect(back.contents == entries.map(Content.init))
    }

    @Test("writes each format as people do")
    func samples() throws {
        let entries = [
            Entry(
                code: "207", name: "Multi-Status", qualifier: "WebDAV", description: "由 “A”, B|C\n二", line: 1),
            Entry(code: "E1", name: "x", description: "plain", line: 2),
        ]
        let expected: [DocumentFormat: String] = [
            .text: "207 Multi-Status (WebDAV) 由 “A”, B|C\n二\n\nE1 x\nplain\n",
            .csv: "code,name,qualifier,description\n207,Multi-Status,WebDAV,\"由 “A”, B|C\n二\"\nE1,x,,plain\n",
            .tsv:
                "code\tname\tqualifier\tdescription\n207\tMulti-Status\tWebDAV\t\"由 “A”, B|C\n二\"\nE1\tx\t\tplain\n",
            .json: """
            [
              {"code": "207", "name": "Multi-Status", "qualifier": "WebDAV", "description": "由 “A”, B|C\\n二"},
              {"code": "E1", "name": "x", "description": "plain"}
            ]

            """,
            .jsonl: """
            {"code": "207", "name": "Multi-Status", "qualifier": "WebDAV", "description": "由 “A”, B|C\\n二"}
            {"code": "E1", "name": "x", "description": "plain"}

            """,
            .yaml: """
            - {"code": "207", "name": "Multi-Status", "qualifier": "WebDAV", "description": "由 “A”, B|C\\n二"}
            - {"code": "E1", "name": "x", "description": "plain"}

            """,
            .markdown: """
            | code | name | qualifier | description |
            | --- | --- | --- | --- |
            | 207 | Multi-Status | WebDAV | 由 “A”, B\\|C<br>二 |
            | E1 | x |  | plain |

            """,
        ]
        for format in DocumentFormat.written {
            #expect(try DocumentWriter.write(entries, as: format) == expected[format])
        }
    }

    @Test("awkward entries read back the same from every format that can hold them")
    func roundTrip() throws {
        var textCount = 0
        for seed in 0..<1500 {
            var random = SeededRandom(seed: UInt64(seed))
            let entries = random.entries(upTo: 6)
            guard !entries.isEmpty else { continue }
            for format in DocumentFormat.written {
                var writable = entries
                if format == .text || format == .tsv {
                    writable = entries.filter { (try? DocumentWriter.write([$0], as: format)) != nil }
                    if format == .text { textCount += writable.count }
                    if writable.isEmpty { continue }
                }
                let text = try DocumentWriter.write(writable, as: format)
                let back = Result { () throws(DocumentError) in
                    try DocumentReader.read(text.utf8, format: format)
                }
                switch back {
                case .success(let document):
                    #expect(
                        document.contents == writable.map(Content.init),
                        "seed \(seed), \(format): \(text.debugDescription)")
                case .failure(let error):
                    Issue.record("seed \(seed), \(format): \(error)\n\(text.debugDescription)")
                }
            }
        }
        #expect(textCount > 500, "plain text holds a fair share of them")
    }

    @Test(
        "refuses what would read back differently",
        arguments: [
            (Entry(code: "1", name: "名称 说明", description: "", line: 7), .text, .hanInName),
            (Entry(code: "1", name: "a", qualifier: "限", description: "", line: 7), .text, .hanInName),
            (Entry(code: "1", name: "a", description: "二\n2 b", line: 7), .text, .codeInDescription),
            (Entry(code: "1", name: "a (b)", description: "", line: 7), .text, .ambiguousName),
            (Entry(code: "1", name: "a", description: "一\n\n二", line: 7), .text, .blankLineInDescription),
            (Entry(code: "1", name: "a", description: "b\tc\nd", line: 7), .tsv, .tabAndLineEnd),
            (Entry(code: "1", name: "a ", description: "", line: 7), .csv, .notNormal(.name)),
            (Entry(code: "1", name: "", description: "", line: 7), .jsonl, .notNormal(.name)),
            (
                Entry(code: "1", name: "a", qualifier: "", description: "", line: 7), .csv,
                .notNormal(.qualifier)
            ),
            (Entry(code: "1", name: "a", description: "b\r\nc", line: 7), .json, .notNormal(.description)),
            (Entry(code: "1", name: "a\0", description: "", line: 7), .json, .nul),
            (Entry(code: "1 2", name: "a", description: "", line: 7), .tsv, .invalidCode(.whiteSpace)),
            (Entry(code: "1-2", name: "a", description: "", line: 7), .markdown, .codeRange),
            (Entry(code: "code,name,msg", name: "x", description: "", line: 7), .text, .readsAs(.csv)),
            (
                Entry(code: "1", name: "a", description: "求。code,name,description\n7,b,c", line: 7), .text,
                .readsAs(.csv)
            ),
        ] as [(Entry, DocumentFormat, WritingFault)])
    func refusal(entry: Entry, format: DocumentFormat, fault: WritingFault) {
        let kind = Diagnostic.Kind.unrepresentable(code: entry.code, format: format, fault)
        do {
            _ = try DocumentWriter.write([entry], as: format)
            Issue.record("written")
        } catch {
            #expect(error.diagnostics == [Diagnostic(line: 7, kind: kind)])
        }
    }

    @Test("characters beyond U+FFFF that are escaped are read back, and what looks like their escapes, too")
    func escapes() throws {
        let entries = [
            Entry(code: "1", name: "a\u{E0001}b", description: "\u{E007F}\\udb40\\udc01 \u{202E}", line: 1)
        ]
        for format in DocumentFormat.written {
            let text = try DocumentWriter.write(entries, as: format)
            #expect(
                try DocumentReader.read(text.utf8, format: format).contents == entries.map(Content.init),
                "\(format)")
        }
    }

    @Test("the pieces of a document are the document", arguments: DocumentFormat.written)
    func pieces(format: DocumentFormat) throws {
        for entries in [try DocumentReader.read(Fixture.seed()).entries, []] {
            var pieces: [String] = []
            try DocumentWriter.write(as: format, { try entries.forEach($0) }, to: { pieces.append($0) })
            #expect(pieces.joined() == (try DocumentWriter.write(entries, as: format)))
            #expect(pieces.count == entries.count + 1)
        }
    }

    @Test(
        "fields are columns of a table, in the order in which they are met",
        arguments: [DocumentFormat.csv, .tsv, .markdown])
    func fields(format: DocumentFormat) throws {
        let entries = [
            Entry(
                code: "1", name: "a", description: "", fields: [EntryField(name: "级别", text: "高, \"x\"")],
                line: 1),
            Entry(
                code: "2", name: "b", description: "c",
                fields: [EntryField(name: "级别", text: "低"), EntryField(name: "message", text: "m|\nn")],
                line: 2),
            Entry(code: "3", name: "c", description: "", line: 3),
        ]
        let back = try DocumentReader.read(DocumentWriter.write(entries, as: format).utf8)
        #expect(back.format == format)
        #expect(back.contents == entries.map(Content.init))
    }

    @Test("says which fields a format cannot hold")
    func unwritableFields() {
        func fault(_ field: EntryField, _ format: DocumentFormat) -> Diagnostic.Kind? {
            let entry = Entry(code: "1", name: "a", description: "", fields: [field], line: 1)
            do {
                _ = try DocumentWriter.write([entry], as: format)
                return nil
            } catch {
                return error.diagnostics[0].kind
            }
        }
        let (level, name) = (EntryField(name: "level", text: "x"), EntryField(name: " Na-me", text: "x"))
        #expect(fault(level, .text) == .unrepresentable(code: "1", format: .text, .hasFields))
        #expect(
            fault(EntryField(name: "Na-me", text: "x"), .csv)
                == .unrepresentable(code: "1", format: .csv, .fieldNamedAsColumn("Na-me")))
        #expect(fault(name, .json) == .unrepresentable(code: "1", format: .json, .notNormalField(" Na-me")))
        #expect(fault(level, .json) == nil)
    }

    @Test("lists a hundred entries that cannot be written, and counts the others")
    func manyErrors() {
        let entries = (1...250).map { Entry(code: "\($0)", name: "a (b)", description: "", line: $0) }
        do {
            _ = try DocumentWriter.write(entries, as: .text)
            Issue.record("written")
        } catch {
            #expect(error.diagnostics.map(\.line) == Array(1...100))
            #expect(error.more == 150)
        }
    }

    @Test("codes that look the same and differ in their bytes are two codes")
    func twins() throws {
        let entries = ["é1", "e\u{301}1"].map { Entry(code: $0, name: "a", description: "", line: 1) }
        for format in DocumentFormat.written {
            let text = try DocumentWriter.write(entries, as: format)
            #expect(try DocumentReader.read(text.utf8, format: format).contents == entries.map(Content.init))
        }
    }

    @Test("refuses a code that is there twice")
    func duplicates() {
        let entries = [3, 9].map { Entry(code: "1", name: "a", description: "", line: $0) }
        #expect(throws: DocumentError.self) { try DocumentWriter.write(entries, as: .csv) }
    }
}
