import KBDocuments
import Testing

@Suite("Texts in several languages")
struct LanguageColumnsTests {
    /// Returns `code name | description, language: name | description` for each entry.
    private func read(
        _ text: String, _ format: DocumentFormat, columns: ColumnMapping? = nil
    ) throws -> [String] {
        try DocumentReader.read(Array(text.utf8), format: format, columns: columns).entries.map { entry in
            "\(entry.code) \(entry.name) | \(entry.description)"
                + entry.translations.map { ", \($0.language): \($0.name) | \($0.description)" }.joined()
        }
    }

    @Test(
        "the first language of a table speaks for the entry, the others are translations",
        arguments: [
            ("code,name_zh,name_en\nE1,余额不足,No money\n", "E1 余额不足 | , en: No money | "),
            ("code,name,name_en\nE1,余额不足,No money\n", "E1 余额不足 | , en: No money | "),
            ("错误码,英文描述,中文描述,处理建议\nE1,No money,余额不足,充值\n", "E1 No money | 充值, zh: 余额不足 | "),
            (
                "code,nameEn,nameZhCN,descEn,descZhCN\nE1,No money,余额不足,Pay,充值\n",
                "E1 No money | Pay, zh: 余额不足 | 充值"
            ),
            ("code,name_zh,name_en\nE1,,No money\n", "E1 No money | "),
            ("code,name,name_zh-TW\nE1,余额不足,餘額不足\n", "E1 余额不足 | , zh-Hant: 餘額不足 | "),
        ])
    func tables(text: String, entry: String) throws {
        #expect(try read(text, .csv) == [entry])
    }

    @Test(
        "members of JSON in several languages are translations",
        arguments: [
            (#"[{"code": 1, "message": {"zh": "甲", "en": "A"}}]"#, "1 甲 | , en: A | "),
            (#"{"E1": {"zh": "甲", "en": "A"}}"#, "E1 甲 | , en: A | "),
            (
                #"[{"key": "k", "code": 1, "default": "D", "i18n": {"en": "A", "zh": "甲"}}]"#,
                "1 A | , zh: 甲 | "
            ),
            (#"[{"code": 1, "name": "A", "i18n": {"zh": "甲"}}]"#, "1 A | , zh: 甲 | "),
            (
                #"{"E1": {"en": {"message": "A", "desc": "a"}, "zh": {"message": "甲", "desc": "乙"}}}"#,
                "E1 A | a, zh: 甲 | 乙"
            ),
            (
                #"[{"code": 1, "name": "A", "translations": {"fi-FI": {"name": "Ä", "description": "ä"}}}]"#,
                "1 A | , fi-FI: Ä | ä"
            ),
        ])
    func members(text: String, entry: String) throws {
        #expect(try read(text, .json) == [entry])
    }

    @Test("a mapping says which language speaks for the entry")
    func mapping() throws {
        let text = "code,name_zh,name_en\nE1,余额不足,No money\n"
        let columns = ColumnMapping(name: "name_en")
        #expect(try read(text, .csv, columns: columns) == ["E1 No money | , zh: 余额不足 | "])
        #expect(try read(text, .csv, columns: ColumnMapping(name: "3")) == ["E1 No money | , zh: 余额不足 | "])
    }

    @Test("a column for other names has one a line, or parts them by signs")
    func aliases() throws {
        let text = "code,name,别名\nE1,余额不足,没钱；余额不够、钱不够\nE2,B,\"a;b\nc\"\n"
        let entries = try DocumentReader.read(Array(text.utf8), format: .csv).entries
        #expect(entries.map { $0.aliases.map(\.text) } == [["没钱", "余额不够", "钱不够"], ["a;b", "c"]])
        let json =
            #"[{"code": 1, "name": "A", "aliases": ["x", {"alias": "y", "language": "en", "source": "s"}]}]"#
        #expect(
            try DocumentReader.read(Array(json.utf8)).entries[0].aliases
                == [EntryAlias("x"), EntryAlias("y", language: "en", source: "s")])
    }
}
