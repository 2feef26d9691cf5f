import KBDocuments
import Testing

@Suite("YAML")
struct YAMLReaderTests {
    /// Reads entries without their fields.
    private func read(_ text: String) throws -> [Content] {
        try DocumentReader.read(text.utf8, format: .yaml).entries.map {
            content($0.code, $0.name, $0.description)
        }
    }

    private func content(_ code: String, _ name: String, _ description: String = "") -> Content {
        Content(Entry(code: code, name: name, description: description, line: 1))
    }

    @Test("reads the shapes that JSON has")
    func shapes() throws {
        let list = """
            # codes of pay
            errors:
              - code: 1001
                message: 余额不足   # a comment
                description: >
                  Not enough
                  money.
              - {code: 0404, message: "a: b"}
              - code: 404.0
                message: |
                  Not found
                level: error
            """
        #expect(
            try read(list)
                == [
                    content("1001", "余额不足", "Not enough money."), content("0404", "a: b"),
                    content("404", "Not found"),
                ])
        #expect(try read("E100: A\nE101: 'it''s'\n") == [content("E100", "A"), content("E101", "it's")])
        #expect(try read("pay:\n  E1: {zh: 甲, en: A}\n") == [content("E1", "甲")])
        #expect(
            try read("---\n- {code: 1, name: A}\n---\n- {code: 2, name: B}\n") == [
                content("1", "A"), content("2", "B"),
            ])
    }

    @Test("every entry has the line on which it stands")
    func lines() throws {
        let text =
            "# a\nerrors:\n\n  E1:\n    message: |\n      x\n      y\n\n  E2: {message: b}\n  E3:\n    message: c\n"
        let document = try DocumentReader.read(text.utf8, format: .yaml)
        #expect(document.entries.map(\.line) == [4, 9, 10])
        let marked = Marked("E1: {message: a}\n1️⃣E1: {message: b}\n2️⃣E2: [1]\n")
        #expect(diagnostics(marked.text.utf8, format: .yaml).map(\.line) == marked.lines)
    }

    @Test("aliases and merged mappings are read")
    func aliases() throws {
        let text = """
            - &base {code: 1, name: A, description: d}
            - <<: *base
              code: 2
            - {<<: [*base], code: 3, name: C}
            """
        #expect(try read(text) == [content("1", "A", "d"), content("2", "A", "d"), content("3", "C", "d")])
    }

    @Test("aliases that stand for more than fits into memory are an error, wherever they are used")
    func bombs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<12 {
            let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(items)]\n"
        }
        #expect(diagnostics(text.utf8, format: .yaml).map(\.kind) == [.yamlTooLarge])
        let key = text.split(separator: "\n").prefix(4).joined(separator: "\n") + "\n? *a3\n: 1\n"
        #expect(diagnostics(key.utf8, format: .yaml).map(\.kind) == [.yamlKey])
    }

    @Test("what is wrong is said with its place")
    func errors() {
        let syntax = diagnostics("a: b\n- c\n".utf8, format: .yaml)
        #expect(syntax.map(\.line) == [2])
        #expect(syntax.first?.column == 1)
        #expect(diagnostics("a: *b\n".utf8, format: .yaml).map(\.kind) == [.yamlAlias("b")])
        #expect(diagnostics("a: b\nc: \u{1}\n".utf8, format: .yaml).map(\.line) == [2])
        #expect(diagnostics("- {<<: 1, code: 1, name: A}".utf8, format: .yaml).map(\.kind) == [.yamlMerge])
        #expect(diagnostics(String(repeating: "[", count: 100_000).utf8, format: .yaml).count == 1)
        #expect(diagnostics("".utf8, format: .yaml).map(\.kind) == [.empty])
        #expect(diagnostics("# nothing\n".utf8, format: .yaml).map(\.kind) == [.empty])
    }

    @Test("the extension decides, but for JSON")
    func extensions() throws {
        #expect(DocumentFormat(fileExtension: "yml") == .yaml)
        try Array("E1: A\n".utf8).withUnsafeBytes { bytes in
            let summary = try DocumentReader.forEachEntry(in: bytes, fallback: .yaml) { _ in }
            #expect(summary.format == .yaml)
        }
    }

    @Test("the name of a field may be longer than YAML looks for a colon")
    func longKey() throws {
        let name = String(repeating: "名", count: 3_000) + "\": x"
        let fields = [EntryField(name: name, text: name), EntryField(name: "b", text: "c")]
        let entry = Entry(code: "E1", name: "A", description: "", fields: fields, line: 1)
        let text = try DocumentWriter.write([entry], as: .yaml)
        #expect(try DocumentReader.read(Array(text.utf8), format: .yaml).entries.map(\.fields) == [fields])
    }
}
