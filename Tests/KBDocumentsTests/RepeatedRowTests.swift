import KBDocuments
import Testing

@Suite("Rows without a name, and rows that are there twice")
struct RepeatedRowTests {
    private func read(_ text: String) throws -> [String] {
        try DocumentReader.read(text.utf8).entries.map { entry in
            "\(entry.code) \(entry.name)" + (entry.description.isEmpty ? "" : " | \(entry.description)")
        }
    }

    @Test(
        "the description stands in for a name that is empty",
        arguments: [
            "code,name,unit,description\n-7,AdbFail,x,连不上\n-8,,x,指令失败\n",
            "| code | name | description |\n|---|---|---|\n| -7 | AdbFail | 连不上 |\n| -8 | | 指令失败 |\n",
            #"[{"code": -7, "name": "AdbFail", "description": "连不上"}, {"code": -8, "name": "", "description": "指令失败"}]"#,
        ])
    func emptyName(text: String) throws {
        #expect(try read(text) == ["-7 AdbFail | 连不上", "-8 指令失败"])
    }

    @Test("what stands in for a name is translated as a name, and an entry with neither is an error")
    func neither() throws {
        let text = "code,name,description_zh,description_en\n1,,满了,Full\n"
        let entry = try #require(try DocumentReader.read(text.utf8).entries.first)
        #expect(entry.name == "满了")
        #expect(entry.translations == [EntryTranslation(language: "en", name: "Full", description: "")])
        #expect(
            diagnostics("code,name,description\n1,,\n".utf8).map(\.kind) == [.missingName(code: "1")])
    }

    @Test(
        "the same row once more says nothing new, other texts are an error",
        arguments: [
            "code,name,级别\n50,参数错误,高\n51,x,低\n50,参数错误,高\n",
            "| code | name |\n|---|---|\n| 50 | 参数错误 |\n\n# b\n\n| 错误码 | 说明 |\n|---|---|\n| 51 | x |\n| 50 | 参数错误 |\n",
            "50 参数错误\n\n51 x\n\n50 参数错误\n",
        ])
    func merged(text: String) throws {
        #expect(try read(text) == ["50 参数错误", "51 x"])
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
        let other = text.replacing("参数错误", with: "其他", maxReplacements: 1)
        let found = diagnostics(other.utf8)
        #expect(found.map(\.line) == [line])
        guard case .duplicateCode(code: "50", _)? = found.first?.kind else {
            Issue.record("\(found)")
            return
        }
    }

    @Test(
        "where another column has another code in each row, the error has the mapping that takes it",
        arguments: [
            ("id,code,level,meaning\n354,E01,stop,Door\n355,E02,stop,Cold\n163,E01,stop,Pump\n", "code=id"),
            (
                #"{"reasons": [{"reason": "BAD_A", "code": "X", "title": "a"}, {"reason": "BAD_B", "code": "X", "title": "b"}]}"#,
                "code=reason"
            ),
            (
                "| code | constant | 说明 |\n|---|---|---|\n| 1 | A_ONE | x |\n\n| code | constant | 说明 |\n|---|---|---|\n| 1 | B_ONE | y |\n",
                "code=constant"
            ),
            ("code,level,name\n1,x,a b\n1,x,c d\n", nil),
        ] as [(String, String?)])
    func suggestion(text: String, mapping: String?) throws {
        do {
            _ = try DocumentReader.read(text.utf8)
            Issue.record("read")
        } catch {
            #expect(error.suggestion?.text == mapping)
            guard let suggestion = error.suggestion else { return }
            #expect(throws: Never.self) { try DocumentReader.read(text.utf8, columns: suggestion) }
        }
    }
}
