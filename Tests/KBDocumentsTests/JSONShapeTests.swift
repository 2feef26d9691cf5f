import KBDocuments
import Testing

@Suite("Shapes of JSON")
struct JSONShapeTests {
    /// Returns `code name | description` for each entry.
    private func read(
        _ text: String, _ format: DocumentFormat? = .json, columns: ColumnMapping? = nil
    ) throws -> [String] {
        try DocumentReader.read(text.utf8, format: format, columns: columns).entries.map { entry in
            "\(entry.code) \(entry.name)" + (entry.description.isEmpty ? "" : " | \(entry.description)")
        }
    }

    @Test(
        "an object with an id and a title is a group where codes stand in it",
        arguments: [
            #"{"domains": [{"id": "login", "title": "登录", "errors": [{"code": "E1", "title": "a"}, {"code": "E2", "title": "b"}]}]}"#,
            #"[{"id": "login", "name": "登录", "codes": [{"code": "E1", "message": "a"}, {"code": "E2", "message": "b"}]}]"#,
        ])
    func titledGroups(text: String) throws {
        let entries = try DocumentReader.read(text.utf8, format: .json).entries
        #expect(entries.map { "\($0.code) \($0.name)" } == ["E1 a", "E2 b"])
        #expect(entries.map { $0.fields.first { $0.name == "group" }?.text } == ["login", "login"])
    }

    @Test("what is said about the document beside its list is no code")
    func owner() throws {
        for list in ["errors", "faults"] {
            let text =
                #"{"owner": {"name": "IM", "id": "im"}, ""# + list + #"": [{"code": "E1", "message": "a"}]}"#
            #expect(try read(text) == ["E1 a"])
        }
    }

    @Test(
        "finds the codes where they stand",
        arguments: [
            (
                #"{"errors": [{"code": "E1", "message": "A"}, {"code": "E2", "message": "B"}]}"#,
                ["E1 A", "E2 B"]
            ),
            (#"{"data": {"codes": [{"code": "E1", "message": "A"}]}, "total": 1}"#, ["E1 A"]),
            (
                #"{"code": 0, "message": "ok", "data": {"list": [{"code": 1001, "message": "A"}]}}"#,
                ["1001 A"]
            ),
            (
                #"{"E100": {"message": "A"}, "E101": {"message": "B", "description": "b"}}"#,
                ["E100 A", "E101 B | b"]
            ),
            (#"{"E100": "A", "E101": "B"}"#, ["E100 A", "E101 B"]),
            (#"{"pay": {"E100": {"message": "A"}}, "order": {"E200": "B"}}"#, ["E100 A", "E200 B"]),
            (
                #"{"title": "Codes of pay", "version": 2, "errors": {"insufficient": "A"}}"#,
                ["insufficient A"]
            ),
            (#"{"info": {"version": "1"}, "E100": {"message": "A"}}"#, ["E100 A"]),
            (
                #"[{"module": "pay", "codes": [{"code": 1, "name": "A"}]}, {"module": "x", "codes": []}]"#,
                ["1 A"]
            ),
            (#"{"NOT_FOUND": {"code": 40401, "message": "A"}}"#, ["40401 A"]),
            (#"{"404": {"code": 1, "message": "A"}}"#, ["404 A"]),
            (#"{"E1": {"status": 404, "message": "A"}}"#, ["E1 A"]),
            (#"{"ErrNotFound": 40401, "ErrTimeout": 40801}"#, ["40401 ErrNotFound", "40801 ErrTimeout"]),
            (#"{"v1": {"pay": {"errors": {"E1": {"message": "A"}}}}}"#, ["E1 A"]),
            (
                #"{"service": "print", "modules": {"paper": {"JAM": {"code": 11, "msg": {"zh": "卡纸", "en": "Jam"}}}}}"#,
                ["11 卡纸"]
            ),
            (#"{"E1": {"message": {"zh": "甲", "en": "A"}}, "E2": {"zh": {"name": "乙"}}}"#, ["E1 甲", "E2 乙"]),
        ] as [(String, [String])])
    func shapes(text: String, entries: [String]) throws {
        #expect(try read(text) == entries)
    }

    @Test("a whole number is the code that people write, a text is a text")
    func numbers() throws {
        let codes = ["404", "404.0", "5e2", "4.04e2", "40400E-2", "-1", "-1.0", "0.0", "1.5", "1e999", "0e9"]
        let text = codes.enumerated().map { #"{"code": \#($1), "name": "n\#($0)"}"# }
        let read = text.map { text in (try? DocumentReader.read(text.utf8).entries.first?.code) ?? "" }
        #expect(read == ["404", "404", "500", "404", "404", "-1", "-1", "0", "1.5", "1e999", "0"])
        #expect(try self.read(#"[{"code": "404.0", "name": "A"}]"#) == ["404.0 A"])
    }

    @Test(
        "the language that stands first speaks for a text",
        arguments: [
            #"[{"code": 1, "message": {"zh": "余额不足", "en": "Balance"}, "detail": {"zh": "多", "en": "more"}}]"#,
            #"[{"code": 1, "name_zh": "余额不足", "name_en": "Balance", "desc_zh": "多", "desc_en": "more"}]"#,
            #"[{"code": 1, "nameZh": "余额不足", "nameEn": "Balance", "descriptionZhCn": "多"}]"#,
            #"[{"code": 1, "message": {"zh-CN": "余额不足", "en-US": "Balance"}, "desc": {"zh_Hans": "多"}}]"#,
            #"[{"code": 1, "中文名称": "余额不足", "英文名称": "Balance", "说明": "多"}]"#,
            #"{"1": {"zh": "余额不足", "en": "Balance", "desc": "多"}}"#,
            #"[{"code": 1, "message": {"zh": "", "en": "余额不足"}, "desc": "多"}]"#,
        ])
    func languages(text: String) throws {
        let columns = text.contains("detail") ? ColumnMapping(description: "detail") : nil
        #expect(try read(text, columns: columns) == ["1 余额不足 | 多"])
    }

    @Test("a mapping names any key, also one inside another")
    func mapping() throws {
        let text = #"[{"id": {"value": 7}, "text": {"short": "A", "long": "B"}}]"#
        let columns = try ColumnMapping(parsing: "code=id.value,name=text.short,description=text.long")
        #expect(try read(text, columns: columns) == ["7 A | B"])
        let lines = "{\"k\": 1, \"t\": \"A\"}\n{\"k\": 2, \"t\": \"B\"}"
        #expect(try read(lines, nil, columns: ColumnMapping(code: "k", name: "t")) == ["1 A", "2 B"])
    }

    @Test("what cannot be an entry is an error on its line, with the keys that there are")
    func errors() {
        let found = diagnostics("[{\"code\": 1, \"name\": \"A\"},\n{\"foo\": 2, \"x\": {\"y\": 1}}]".utf8)
        #expect(
            found == [
                Diagnostic(
                    line: 2,
                    kind: .missingColumn(
                        .code, header: ["foo", "x.y"],
                        suggestion: ColumnMapping(code: "foo", name: "x.y")))
            ])
        #expect(diagnostics("{\"E1\": [1]}".utf8).map(\.kind) == [.wrongJSONType(key: "E1", found: .array)])
        let deep = String(repeating: "{\"a1\":", count: 200) + "1" + String(repeating: "}", count: 200)
        #expect(!diagnostics(deep.utf8).isEmpty)
    }

    @Test("the extension decides between JSON and JSON Lines")
    func extensions() throws {
        let text = "{\"k\": 1, \"t\": \"A\"}"
        Array(text.utf8).withUnsafeBytes { bytes in
            _ = #expect {
                try DocumentReader.forEachEntry(in: bytes, fallback: .jsonl) { _ in }
            } throws: { error in
                (error as? DocumentError)?.diagnostics.map(\.kind) == [
                    .missingColumn(
                        .code, header: ["k", "t"], suggestion: ColumnMapping(code: "k", name: "t"))
                ]
            }
        }
    }

    @Test("the parts of a large document are not looked at again and again")
    func nesting() {
        var text = "\"x\""
        for depth in 0..<400 { text = "{\"k\(depth)\": \(text), \"e\(depth)\": \"n\"}" }
        let clock = ContinuousClock()
        let time = clock.measure { _ = diagnostics(text.utf8) }
        #expect(time < .seconds(60))
    }

    @Test("white space in the key of an object inside is that of a name")
    func spacedKeys() throws {
        let text = #"{"code": 1, "name": "A", "hin  t": {"x": "b"}}"#
        let entries = try DocumentReader.read(text.utf8, format: .jsonl).entries
        #expect(entries[0].fields == [EntryField(name: "hin t.x", text: "b")])
        #expect(try DocumentWriter.write(entries, as: .json).contains("hin t.x"))
    }

    @Test("a key that stands twice inside another makes two fields")
    func twice() throws {
        let text = #"[{"code": 1, "name": "A", "hint": {"x": "a", "x": "b"}, "fields": {"hint.x": "c"}}]"#
        let entries = try DocumentReader.read(text.utf8).entries
        #expect(entries[0].fields.map(\.name) == ["hint.x", "hint.x 2", "hint.x 3"])
        #expect(
            try DocumentReader.read(DocumentWriter.write(entries, as: .json).utf8).entries[0].fields
                == entries[0].fields)
    }

    @Test("the description of an error is its name beside another description")
    func errorDescriptions() throws {
        let text = #"{"E1": {"errorDescription": "Too many.", "description": "Your plan has a limit."}}"#
        #expect(try read(text) == ["E1 Too many. | Your plan has a limit."])
        #expect(
            try read("code,description,error_description\nE1,Long.,Short.\n", .csv) == ["E1 Short. | Long."])
        #expect(
            try read("code,status_text,message\n500,Broken,Check logs.\n", .csv) == [
                "500 Broken | Check logs."
            ])
    }

    @Test("keys such as 009-1003 are codes, in every format")
    func dashedCodes() throws {
        let codes = ["009-1003", "022-2502"]
        let texts: [(String, DocumentFormat)] = [
            (#"{"009-1003": {"title": "A"}, "022-2502": {"title": "B"}}"#, .json),
            ("code,name\n009-1003,A\n022-2502,B\n", .csv), ("009-1003: A\n022-2502: B\n", .text),
            ("| code | name |\n|---|---|\n| 009-1003 | A |\n| 022-2502 | B |\n", .markdown),
        ]
        for (text, format) in texts {
            #expect(try DocumentReader.read(text.utf8, format: format).entries.map(\.code) == codes)
        }
    }

    @Test("what looks like ranges is none where most codes do, and they overlap")
    func overlappingRanges() throws {
        func codes(_ codes: [String]) throws -> [String] {
            let text = "code,name\n" + codes.map { "\($0),a\($0)\n" }.joined()
            return try DocumentReader.read(text.utf8).entries.map(\.code)
        }
        #expect(try codes(["1001-2001", "1001-2002", "7"]) == ["1001-2001", "1001-2002", "7"])
        #expect(try codes(["0-99", "100", "101-199"]) == ["100"])
        #expect(try codes(["400", "401", "410-419", "410-499"]) == ["400", "401"])
    }
}
