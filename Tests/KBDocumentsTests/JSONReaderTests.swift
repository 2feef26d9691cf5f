import Foundation
import KBDocuments
import TestSupport
import Testing

@Suite("JSON and JSON Lines")
struct JSONReaderTests {
    @Test("reads Node's http.STATUS_CODES in the order of the text")
    func node() throws {
        let document = try DocumentReader.read(Fixture.bytes("node-status-codes.json"))
        #expect(document.format == .json)
        #expect(document.entries.count == 63)
        #expect(document.entry("418")?.name == "I'm a Teapot")
        #expect(document.entries.first?.code == "100")
    }

    @Test(
        "reads each shape of a document",
        arguments: [
            #"[{"code": 404, "name": "a", "description": "b"}]"#,
            #"{"404": {"name": "a", "description": "b"}}"#,
            #"{"404": {"code": 1, "message": "a", "meaning": "b", "x": [{"y": []}]}}"#,
            #"{"Code": "404", "名称": " a ", "说明": "b\r\n", "qualifier": null}"#,
            #"{"status": "404", "name": "\u0061", "desc": "b"}"# + "\n",
        ])
    func shapes(text: String) throws {
        let document = try DocumentReader.read(text.utf8)
        #expect(document.entries.map { [$0.code, $0.name, $0.description] } == [["404", "a", "b"]])
        #expect(document.format == (text.hasPrefix(#"{"C"#) || text.hasPrefix(#"{"s"#) ? .jsonl : .json))
    }

    @Test("keeps the order of the keys, and knows their lines")
    func order() throws {
        let text =
            "\u{FEFF}{\n\"9\": \"a\",\r\n\"10\": \"b\",\r\"8\":\n{\"name\": \"c\"}, \"1-7\": \"Unassigned\"}"
        let document = try DocumentReader.read(text.utf8)
        #expect(document.entries.map(\.code) == ["9", "10", "8"])
        #expect(document.entries.map(\.line) == [2, 3, 4])
        #expect(document.skippedRanges == 1)
    }

    @Test("lists what is wrong with entries, each on its line")
    func errors() {
        let marked = Marked(
            #"""
            [
                {"code": "1", "name": "a"},
                1️⃣{"code": "1", "name": "b"},
                2️⃣"404",
                3️⃣{"code": "2", "name": ["c"]},
                4️⃣{"code": "3"},
                5️⃣{"code": "4", "name": null},
                6️⃣{"code": "5", "name": "\u0000"},
                7️⃣{"code": "6", "code": "7", "name": "d"},
                8️⃣{"code": true, "name": "e"}
            ]
            9️⃣x
            """#)
        let found = diagnostics(marked.text.utf8)
        #expect(found.map(\.line) == marked.lines)
        #expect(
            found.map(\.kind) == [
                .duplicateCode(code: "1", firstLine: 2),
                .wrongJSONType(key: nil, found: .string),
                .wrongJSONType(key: "name", found: .array),
                .missingColumn(.name, header: ["code"]),
                .missingName(code: "4"),
                .nul(byteOffset: nil),
                .duplicateColumn("code"),
                .wrongJSONType(key: "code", found: .boolean),
                .invalidJSON(expected: .endOfText, found: "x"),
            ])
    }

    @Test("finds a code that is a key twice")
    func repeatedKey() {
        #expect(
            diagnostics("{\"1\": \"a\",\n\"1\": \"b\"}".utf8)
                == [Diagnostic(line: 2, kind: .duplicateCode(code: "1", firstLine: 1))])
    }

    @Test("reads on after a bad line of JSON Lines")
    func badLines() {
        let marked = Marked(
            """
            {"code": "1", "name": "a"}
            1️⃣{"code": "2", "name": "b"
            2️⃣{"code": "3", "name": "c"} {}

            3️⃣[]
            {"name": "d", "code": "4"}
            4️⃣{"code": "4", "name": "e"}
            """)
        let found = diagnostics(marked.text.utf8, format: .jsonl)
        #expect(found.map(\.line) == marked.lines)
        #expect(found.first?.kind == .invalidJSON(expected: .commaOrBrace, found: nil))
        #expect(found.first?.column == 26)
    }

    @Test("takes and refuses what Foundation does, but for a comma before the closing bracket")
    func agreement() {
        for seed in 0..<3000 {
            var random = SeededRandom(seed: UInt64(seed))
            let alphabet =
                Array(#"{}[]:,"\ue09.-+E tfn/u00dD8"# + "\n\t").map(String.init) + [
                    "null", "true", "-0", "é",
                ]
            var text = Array(#"[{"code": "1", "a": [-0.5e+1, null, true, {"é\n": "\ud83d\ude00"}]}, []]"#)
                .map(
                    String.init)
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let index = Int.random(in: 0..<text.count, using: &random)
                if random.oneIn(3) { text.remove(at: index) } else { text[index] = random.pick(alphabet) }
            }
            let document = text.joined()
            let isJSON =
                (try? JSONSerialization.jsonObject(with: Data(document.utf8), options: .fragmentsAllowed))
                != nil
            let isRefused = diagnostics(document.utf8, format: .json).contains {
                if case .invalidJSON = $0.kind { true } else { false }
            }
            let hasTrailingComma = document.contains(/,\s*[\]}]/)
            #expect(isJSON != isRefused || isRefused && hasTrailingComma, "seed \(seed): \(document)")
        }
    }

    @Test("does not overflow the stack on deep nesting")
    func nesting() {
        let text = "[{\"a\": " + String(repeating: "[", count: 1_000_000)
        let found = diagnostics(text.utf8, format: .json).map(\.kind)
        #expect(found == [.invalidJSON(expected: .lessNesting, found: "[")])
    }
}
