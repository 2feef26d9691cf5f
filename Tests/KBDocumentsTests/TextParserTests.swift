import Foundation
import KBDocuments
import Testing

@Suite("Plain text")
struct TextParserTests {
    private func entry(_ text: String) throws -> Entry {
        let document = try DocumentReader.read(text.utf8, format: .text)
        return try #require(document.entries.count == 1 ? document.entries.first : nil)
    }

    @Test(
        "a list may part its codes from their texts in several ways",
        arguments: [
            "E1 - 泵堵了\nE2 - 泵干了\nE3：阀卡住\n", "E1 - 泵堵了\nE2 - 泵干了\n\nE3 = 阀卡住\n",
            "各位：\n\nE1：泵堵了\nE2：泵干了\nE3 - 阀卡住\n",
        ])
    func mixedSigns(text: String) throws {
        let entries = try DocumentReader.read(text.utf8).entries
        #expect(entries.map { "\($0.code) \($0.name)" } == ["E1 泵堵了", "E2 泵干了", "E3 阀卡住"])
    }

    @Test("a line of a description that begins with another kind of number is no entry")
    func numbersInDescriptions() throws {
        let text = "E1001: pump blocked\n 200: also seen\n7 - not a code here\nE1002: pump dry\n"
        let entries = try DocumentReader.read(text.utf8).entries
        #expect(entries.map(\.code) == ["E1001", "E1002"])
    }

    @Test("a section in brackets is a heading, one with a number is a code")
    func sections() throws {
        let text = "[Disk]\nE1 = full\n[Network]\nE2 = down\n"
        #expect(try DocumentReader.read(text.utf8).entries.map(\.description) == ["", ""])
        #expect(
            try DocumentReader.read("[1001] full\n[1002] down\n".utf8).entries.map(\.code) == [
                "1001", "1002",
            ])
    }

    @Test(
        "parts a paragraph into code, name, qualifier and description",
        arguments: [
            ("ENOENT No such file", "ENOENT", "No such file", nil, ""),
            ("5.1.1  Bad   mailbox  收件人不存在", "5.1.1", "Bad mailbox", nil, "收件人不存在"),
            ("42P01\tundefined_table\t表不存在", "42P01", "undefined_table", nil, "表不存在"),
            ("　404　Not Found　未找到　", "404", "Not Found", nil, "未找到"),
            ("418 Teapot “茶壶”。", "418", "Teapot", nil, "“茶壶”。"),
            ("200 OK (成功) 请求成功", "200", "OK", nil, "(成功) 请求成功"),
            ("200 OK “《中文》”", "200", "OK", nil, "“《中文》”"),
            ("404 \"Not Found\"找不到", "404", "\"Not Found\"", nil, "找不到"),
            ("404 Not Found \"找不到\"", "404", "Not Found", nil, "\"找不到\""),
            ("207 Multi-Status（WebDAV）由", "207", "Multi-Status", "WebDAV", "由"),
            ("1 a (b (c))", "1", "a", "b (c)", ""),
            ("1 a (b) (c)", "1", "a (b)", "c", ""),
            ("306 (Unused) 不用", "306", "(Unused)", nil, "不用"),
            ("1 f() 调用", "1", "f()", nil, "调用"),
            ("1 a) 错", "1", "a)", nil, "错"),
            (
                "404 Not Found\nThe page is gone.\n  Twice.", "404", "Not Found", nil,
                "The page is gone.\n  Twice."
            ),
            ("404\nNot Found 未找到", "404", "Not Found", nil, "未找到"),
            ("1 a 一 二  三\r\n四\r五", "1", "a", nil, "一 二  三\n四\n五"),
            ("1 名", "1", "名", nil, ""), ("500错误", "500", "错误", nil, ""), ("403 禁止", "403", "禁止", nil, ""),
            ("2001 余额不足 账户余额不够。", "2001", "余额不足", nil, "账户余额不够。"),
            ("2001 余额不足（balance） 账户余额不够。", "2001", "余额不足", "balance", "账户余额不够。"),
            ("2001：余额不足：账户余额不够。", "2001", "余额不足", nil, "账户余额不够。"),
            ("2001 禁止 IP 访问", "2001", "禁止 IP 访问", nil, ""), ("2001 请求失败，请重试。", "2001", "请求失败，请重试。", nil, ""),
            ("2001 余额不足\n账户余额不够。", "2001", "余额不足", nil, "账户余额不够。"),
            ("E1: Broken 坏了", "E1", "Broken", nil, "坏了"),
            ("E1 = Broken", "E1", "Broken", nil, ""), ("E1 - Broken 坏了", "E1", "Broken", nil, "坏了"),
            ("[E1] 坏了", "E1", "坏了", nil, ""), ("**E1**: 坏了——原因", "E1", "坏了", nil, "原因"),
        ] as [(String, String, String, String?, String)])
    func parts(text: String, code: String, name: String, qualifier: String?, description: String) throws {
        let entry = try entry(text)
        #expect(entry.code == code)
        #expect(entry.name == name)
        #expect(entry.qualifier == qualifier)
        #expect(entry.description == description)
    }

    @Test("parts paragraphs at lines of only white space, and counts every kind of line end")
    func paragraphs() throws {
        let text = "\n \t\r\n1 a\r\u{3000}\r2 b\n二\n\u{A0}\n\r\n3 c"
        let document = try DocumentReader.read(text.utf8, format: .text)
        #expect(document.entries.map(\.line) == [3, 5, 9])
        #expect(document.entries.map(\.description) == ["", "二", ""])
    }

    @Test("lists every error of a document in line order, with what was found")
    func errors() {
        let marked = Marked(
            """
            200 OK 成功

            1️⃣404

            405 Method Not Allowed 不允许

            2️⃣请求失败 没有代码

            3️⃣200 Fine 又来

              4️⃣--- 
            more

            406 Not Acceptable

            5️⃣\u{FEFF}407 Proxy

            409 Conflict
            is what a
            6️⃣410 Gone
            is not

            """)
        let found = diagnostics(marked.text.utf8, format: .text)
        #expect(found.map(\.line) == marked.lines)
        #expect(
            found.map(\.kind) == [
                .missingName(code: "404"),
                .missingCode(found: "请求失败"),
                .duplicateCode(code: "200", firstLine: 1),
                .missingCode(found: "---"),
                .invalidCode("\u{FEFF}407", .invisibleCharacter("\u{FEFF}")),
                .codeInEntry(code: "410", of: "409"),
            ])
    }

    @Test(
        "tells a list of one entry a line from paragraphs by the whole document",
        arguments: [
            "1001 Name\n1002 Other\n1003 Third\n", "1001: Name\n1002: Other\n1003: Third",
            "1001\tName\n1002\tOther\n1003\tThird\n", "1001 - Name\r\n1002 - Other\r\n1003 - Third\r\n",
            "- **1001** Name\n- **1002** Other\n- **1003** Third",
            "* `1001`: Name\n* `1002`: Other\n* `1003`: Third",
            "错误码 说明\n1001 Name\n1002 Other\n1003 Third\n",
            "# 支付\n1001 Name\n1002 Other\n\n# 登录\n1003 Third\n",
            "支付类：\n1001 Name\n1002 Other\n\n登录类：\n1003 Third\n", "  1001 Name\n  1002 Other\n  1003 Third\n",
            "通用：\n  * 1001：Name\n  * 1002：Other\n\n订单：\n  * 1003：Third\n",
            "1001\n  Name\n1002\n  Other\n1003\n  Third\n",
            "1001 Name\n\n1002 Other\n\n1003 Third\n", "1001=Name\n1002=Other\n1003=Third",
            "1001 Name\n1002 Other\n// 旧\n1003 Third",
        ])
    func lists(text: String) throws {
        let document = try DocumentReader.read(text.utf8)
        #expect(document.format == .text)
        #expect(document.entries.map(\.code) == ["1001", "1002", "1003"])
        #expect(document.entries.map(\.name) == ["Name", "Other", "Third"])
        #expect(document.entries.allSatisfy { $0.description.isEmpty })
    }

    @Test("reads names and descriptions of a list, and lines that go on with one")
    func listParts() throws {
        let text = """
            E1001 = 余额不足 账户余额不够。
            E1002: Card expired: ask for another card
              or for another way to pay
            E1003  Frozen   账户被冻结
            see 404
            NOT_FOUND  Nothing here  Look again

            E1004 限流（rate limit）
            """
        // One delimiter for all, or the line would be one of the description above it.
        let list = text.replacing(" = ", with: ": ").replacing("E1003  ", with: "E1003: ")
            .replacing("NOT_FOUND  ", with: "NOT_FOUND: ").replacing("E1004 ", with: "E1004: ")
        let entries = try DocumentReader.read(list.utf8).entries
        #expect(entries.map(\.code) == ["E1001", "E1002", "E1003", "NOT_FOUND", "E1004"])
        #expect(entries.map(\.name) == ["余额不足", "Card expired", "Frozen", "Nothing here", "限流"])
        #expect(
            entries.map(\.description) == [
                "账户余额不够。", "ask for another card\n  or for another way to pay", "账户被冻结\nsee 404",
                "Look again", "",
            ])
        #expect(entries.last?.qualifier == "rate limit" && entries.map(\.line) == [1, 2, 4, 6, 8])
    }

    @Test(
        "a word such as Error before each code is no part of it",
        arguments: [
            "Error %: a thing\n", "错误码 %：a thing\n", "- error code % = a thing\n", "Code % - a thing\n",
        ])
    func labels(line: String) throws {
        let text = ["1", "22", "E3"].map { line.replacingOccurrences(of: "%", with: $0) }.joined()
        let entries = try DocumentReader.read(Array(text.utf8)).entries
        #expect(
            entries.map(\.code) == ["1", "22", "E3"]
                && entries.map(\.name) == ["a thing", "a thing", "a thing"])
    }

    @Test("characters of a file of properties may be escaped")
    func properties() throws {
        let text = #"""
            error.900=\u4f59\u989d\u4e0d\u8db3
            error.901=\ud83d\ude00 ok
            error.902=C:\users \u12 \ud83d
            error.903=\u0000x
            """#
        #expect(
            try DocumentReader.read(Array(text.utf8)).entries.map(\.name) == [
                "余额不足", "😀 ok", #"C:\users \u12 \ud83d"#, #"\u0000x"#,
            ])
    }

    @Test("Java's messages: remarks, signs, lines that go on, escapes, keys without a text")
    func javaMessages() throws {
        let text = #"""
            # 通用
            ! 订单
            error.1 = 账户 {0} 已锁定，\
                请在 {1} 分钟后再试
            error.2:a\:b\\
            error\:3\=x   \u4f59\u989d\u4e0d\u8db3
            error.4=
            \u0065.5=first\nsecond \u0000 \ud83d\ude00
            error.6 no sign \
            """#
        let document = try DocumentReader.read(Array(text.utf8), format: .properties)
        #expect(document.summary.skippedLines == 3)
        #expect(document.entries.map(\.line) == [3, 5, 6, 8, 9])
        #expect(document.entries.map(\.code) == ["error.1", "error.2", "error:3=x", "e.5", "error.6"])
        #expect(
            document.entries.map(\.name) == [
                "账户 {0} 已锁定，请在 {1} 分钟后再试", #"a:b\"#, "余额不足", "first", #"no sign \"#,
            ])
        #expect(document.entries[3].description == #"second \u0000 😀"#)
    }

    @Test("where nothing but a number stands behind every name, the number is the code")
    func namesFirst() throws {
        let text =
            "Codes of the pump.\n\n    <Name>   <Code>\n    OK       0\n    PUMP_BUSY    -701\n    JAM 0x1F\n"
        let entries = try DocumentReader.read(text.utf8).entries
        #expect(entries.map(\.code) == ["0", "-701", "0x1F"])
        #expect(entries.map(\.name) == ["OK", "PUMP_BUSY", "JAM"])
        let others = try DocumentReader.read((text + "    LATE 7 days\n").utf8).entries
        #expect(others.map(\.code) == ["OK", "PUMP_BUSY", "JAM", "LATE"])
    }

    @Test("a paragraph whose lines begin otherwise is one entry")
    func paragraphsWithLines() throws {
        let text = """
            ORA-00001: unique constraint violated
            Cause: a row is there
            Action: change the key

            ORA-00017: session requested
            Cause: an event
            Action: none
            """
        let entries = try DocumentReader.read(text.utf8).entries
        #expect(entries.map(\.code) == ["ORA-00001", "ORA-00017"])
        #expect(entries[0].name == "unique constraint violated")
        #expect(entries[0].description == "Cause: a row is there\nAction: change the key")
    }

    @Test("takes a code of 64 characters, and no longer one")
    func longCodes() throws {
        #expect(try entry(String(repeating: "é", count: 64) + " a").name == "a")
        let code = String(repeating: "9", count: 65)
        #expect(diagnostics("\(code) a".utf8).map(\.kind) == [.invalidCode(code, .tooLong(scalars: 65))])
    }

    @Test("calls a document without entries empty", arguments: ["", "\n\n", "\u{FEFF}", " \r\n\u{3000}"])
    func empty(text: String) {
        for format in DocumentFormat.written where format != .markdown {
            #expect(diagnostics(text.utf8, format: format).map(\.kind) == [.empty])
        }
        #expect(diagnostics(text.utf8).map(\.kind) == [.empty])
    }

    @Test("hands on no entry after the first error, and at once what the caller throws")
    func stopping() {
        struct Stop: Error {}
        var text = "1 a\n\n2\n\n3 c"
        var codes: [String] = []
        text.withUTF8 { bytes in
            let parser = TextParser(UnsafeRawBufferPointer(bytes))
            #expect(throws: DocumentError.self) { try parser.forEachEntry { codes.append($0.code) } }
            #expect(throws: Stop.self) { try parser.forEachEntry { _ in throw Stop() } }
        }
        #expect(codes == ["1"])
    }

    @Test("keeps a line of 9 MB whole")
    func longLine() throws {
        let description = "长" + String(repeating: "0123456789", count: 900_000)
        #expect(try entry("404 Not Found \(description)").description.utf8.count == description.utf8.count)
    }

    @Test("lines that begin with a semicolon are remarks, and a tab behind every code makes a list")
    func semicolons() throws {
        let text = "; API\n0000\tcall error\n\n; Auth\n0001\tfailed\n\n; Input\n1001\tE-mail\n1007 \tnote\n"
        let document = try DocumentReader.read(text.utf8)
        #expect(document.entries.map(\.code) == ["0000", "0001", "1001", "1007"])
        #expect(document.entries.map(\.name) == ["call error", "failed", "E-mail", "note"])
        #expect(document.summary.skippedLines == 3)
    }
}
