import KBDocuments
import Testing

@Suite("Markdown")
struct MarkdownReaderTests {
    @Test("reads every table with a code column, without the marks in its cells")
    func business() throws {
        let document = try DocumentReader.read(Fixture.bytes("pay-error-codes.md"))
        #expect(document.format == .markdown)
        #expect(
            document.entries == [
                Entry(code: "PAY_0001", name: "余额不足", description: "账户余额不足以支付，请提示用户充值。", line: 11),
                Entry(
                    code: "PAY_0002", name: "SIGN_INVALID", qualifier: "v2",
                    description: "签名错误：参数按 a|b|c 拼接后签名。\n请检查密钥。", line: 12),
                Entry(
                    code: "PAY-0003", name: "重复请求（幂等）", qualifier: "下单",
                    description: "同一 request_id 只处理一次", line: 13),
                Entry(code: "40004", name: "Order_Not_Found", description: "订单不存在或已 <删除>", line: 14),
                Entry(code: "REF_0001", name: "退款中", description: "", line: 20),
            ])
    }

    @Test("lists rows that are no rows of the table, up to its end")
    func errors() {
        let marked = Marked(
            """
            code | name
            -----|-----
            1 | a
            1️⃣2 | b | c
            2️⃣3
            3️⃣`1` | d
            # heading
            4 | e | f
            """)
        let found = diagnostics(marked.text.utf8, format: .markdown)
        #expect(found.map(\.line) == marked.lines)
        #expect(
            found.map(\.kind) == [
                .raggedRow(fields: 3, expected: 2), .missingName(code: "3"),
                .duplicateCode(code: "1", firstLine: 3),
            ])
    }

    @Test("needs a table with a code column outside code blocks")
    func noTable() throws {
        let text = "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n| code | name |\n|---|---|\n| 1 | 2 |\n```\n"
        #expect(
            diagnostics(text.utf8, format: .markdown).map(\.kind) == [
                .missingColumn(.code, header: ["a", "b"], suggestion: ColumnMapping(code: "a", name: "b"))
            ])
        let others = "| key | value |\n|---|---|\n| x y | 1 |\n\n| code | owner |\n|---|---|\n| 1 | li |\n"
        #expect(
            diagnostics(others.utf8, format: .markdown).map(\.kind) == [
                .missingColumn(
                    .name, header: ["key", "value"], suggestion: ColumnMapping(code: "value", name: "key"))
            ])
        let document = try DocumentReader.read((others + "\n| code | name |\n|---|---|\n| 2 | A |\n").utf8)
        #expect(document.entries.map(\.code) == ["2"])
        #expect(diagnostics("# text\n\nprose\n".utf8, format: .markdown).map(\.kind) == [.missingTable])
    }

    @Test(
        "an example in a code block is never taken for the table",
        arguments: [
            ("```", "~~~", "```"), ("`````", "```", "`````"), ("~~~~", "~~~", "~~~~"),
            ("```", "``` text", "````"),
            ("```text", "~~~", "```  "), ("~~~ a`b", "```", "~~~"),
        ])
    func fences(open: String, inside: String, close: String) throws {
        let example = "| code | name |\n|---|---|\n| 1 | example |\n"
        let table = "| code | name |\n|---|---|\n| 2 | real |\n"
        let text = "\(open)\n\(inside)\n\(example)\(close)\n\n\(table)"
        let document = try DocumentReader.read(text.utf8, format: .markdown)
        #expect(document.entries.map(\.name) == ["real"])
        let unclosed = "\(table)\(open)\n\(inside)\n\n\(example)"
        #expect(try DocumentReader.read(unclosed.utf8, format: .markdown).entries.map(\.name) == ["real"])
    }

    @Test("three backticks and more on one line are code in a line, and open nothing")
    func codeSpan() throws {
        let text = "``` a ```\n\n| code | name |\n|---|---|\n| 2 | real |\n"
        #expect(try DocumentReader.read(text.utf8, format: .markdown).entries.map(\.name) == ["real"])
    }

    @Test("characters that are given by number or name are what they stand for, outside code")
    func references() throws {
        let text = """
            | code | name | description |
            |---|---|---|
            | G1 | Regex &#124; alternative | 用 &#x7c; 分隔，a &amp;&amp; b，&lt;tag&gt; 要转义 `&amp;` |
            | G2 | R&D; AT&T | &nothing; &#0; &#xD800; &#; &amp \\&amp; &#1114112; &#+5; |
            """
        let entries = try DocumentReader.read(text.utf8).entries
        #expect(entries.map(\.name) == ["Regex | alternative", "R&D; AT&T"])
        #expect(
            entries.map(\.description) == [
                "用 | 分隔，a && b，<tag> 要转义 &amp;",
                "&nothing; \u{FFFD} \u{FFFD} &#; &amp &amp; \u{FFFD} &#+5;",
            ])
        let written = try DocumentWriter.write(entries, as: .markdown)
        #expect(
            try DocumentReader.read(written.utf8).entries.map(\.description) == entries.map(\.description))
        #expect(written.contains("| R\\&D; AT\\&T |"))
    }

    @Test("marks, links and placeholders in cells")
    func marks() throws {
        let text = """
            Text above
            | Code | Meaning | Note |
            |---|---|---|
            | **1001** | **Declined** _now_ | [Timeout](http://x) of `a*b`, ~~old~~ |
            | [1002](#x) | NOT_FOUND_X | Order <orderId> is <b>gone</b><br/>x <!-- no --> |
            | 1003 | short
            """
        #expect(
            try DocumentReader.read(text.utf8).entries == [
                Entry(
                    code: "1001", name: "Declined now", description: "Timeout of a*b, old", line: 4),
                Entry(code: "1002", name: "NOT_FOUND_X", description: "Order <orderId> is gone\nx", line: 5),
                Entry(code: "1003", name: "short", description: "", line: 6),
            ])
    }

    @Test("tables of different headers, also in lists and quotations, are one document")
    func tables() throws {
        let text = """
            | code | name |
            |---|---|
            | 1 | a |

            > | 错误码 | 含义 | 级别 |
            > |---|---|---|
            > | 2 | b | 高 |

            - x

              | code | name |
              |---|---|
              | 3 | c |
            """
        let entries = try DocumentReader.read(text.utf8, format: .markdown).entries
        #expect(entries.map(\.code) == ["1", "2", "3"])
        #expect(entries.map(\.line) == [3, 7, 13])
        #expect(entries[1].fields == [EntryField(name: "级别", text: "高")])
    }

    @Test("without a table, headings are codes with the text below them")
    func headings() throws {
        let text = """
            # 2. Errors of pay

            ## 1001 Insufficient Balance

            The account has **too little**.

            - top up

            ### Details

            ## `E1002`: 余额不足

            ## INVALID_ARGUMENT

            The client sent nonsense. Look at the [docs](x).

            ## See also
            """
        #expect(
            try DocumentReader.read(text.utf8, format: .markdown).entries == [
                Entry(
                    code: "1001", name: "Insufficient Balance",
                    description: "The account has too little.\n- top up\nDetails", line: 3),
                Entry(code: "E1002", name: "余额不足", description: "", line: 11),
                Entry(
                    code: "INVALID_ARGUMENT", name: "The client sent nonsense",
                    description: "The client sent nonsense. Look at the docs.", line: 13),
            ])
        let numbered = "# Codes\n\n### 1. **100 Continue**\n- Go on\n\n### 2. **200 OK**\n"
        let entries = try DocumentReader.read(numbered.utf8, format: .markdown).entries
        #expect(
            entries.map { [$0.code, $0.name, $0.description] } == [
                ["100", "Continue", "- Go on"], ["200", "OK", ""],
            ])
        #expect(
            diagnostics("# Log\n\n## 1.2.0\n\nx\n\n## 1.1.0\n".utf8, format: .markdown).map(\.kind) == [
                .missingTable
            ])
    }

    @Test("the number of a section stands before the code of its heading, and is left out")
    func numberedHeadings() throws {
        let text = """
            # 错误码

            ## 1. 概述

            出错时看 errcode。

            ## 2. 公共错误

            ### 2.1 -1 系统繁忙

            请稍候重试。

            ### 2.2. 40001 凭证不合法

            ### 2.10 E3：频率过高

            """
        let document = try DocumentReader.read(text.utf8, format: .markdown)
        #expect(document.entries.map(\.code) == ["-1", "40001", "E3"])
        #expect(document.entries.map(\.name) == ["系统繁忙", "凭证不合法", "频率过高"])
        #expect(document.entries[0].description == "请稍候重试。")
    }

    @Test("without a table and headings, items of lists are codes")
    func items() throws {
        let text = """
            # Errors

            - **1001** Insufficient Balance: the account has too little
            - `1002`: 余额不足 - 请充值
            * E3 Frozen

              Ask the bank.
            """
        #expect(
            try DocumentReader.read(text.utf8, format: .markdown).entries == [
                Entry(
                    code: "1001", name: "Insufficient Balance", description: "the account has too little",
                    line: 3),
                Entry(code: "1002", name: "余额不足", description: "请充值", line: 4),
                Entry(code: "E3", name: "Frozen", description: "Ask the bank.", line: 5),
            ])
    }

    @Test("a document larger than the pieces it is parsed in has the same entries and lines")
    func pieces() throws {
        let filler = String(repeating: "x", count: 200)
        var table = "Prose\n\n| code | name |\n|---|---|\n"
        for row in 1...5000 { table += "| C\(row) | n\(row) \(filler) |\n" }
        table += "\nMore prose\n\n| code | name |\n|---|---|\n| L1 | last |\n"
        let entries = try DocumentReader.read(table.utf8).entries
        #expect(entries.count == 5001)
        #expect(entries[4999].line == 5004)
        #expect(entries[4999].name == "n5000 \(filler)")
        #expect(entries[5000] == Entry(code: "L1", name: "last", description: "", line: 5010))
        let list = (1...5000).map { "- C\($0) n\($0): text\n" }.joined()
        let items = try DocumentReader.read(list.utf8, format: .markdown).entries
        #expect(items.map(\.line) == Array(1...5000))
        let headings = (1...3000).map { "## C\($0) n\($0)\n\n\(filler)\n" }.joined()
        let sections = try DocumentReader.read(headings.utf8, format: .markdown).entries
        #expect(sections.map(\.line) == (0..<3000).map { 1 + 3 * $0 })
        #expect(sections.allSatisfy { $0.description == filler })
    }

    @Test("a table that would be filled up to gigabytes is an error")
    func wide() {
        let text =
            "|" + String(repeating: "a|", count: 30_000) + "\n|" + String(repeating: "-|", count: 30_000)
            + "\n" + String(repeating: "x\n", count: 30_000)
        #expect(diagnostics(text.utf8, format: .markdown).map(\.kind) == [.tooManyColumns(30_001, most: 128)])
    }

    @Test(
        "a table that is written in HTML is read where no other has a code column, whatever stands before it")
    func tableInHTML() throws {
        let table = """
            <table border="1">
              <tr><td>错误码ID</td><td>错误码名称</td><td>含义</td></tr>
              <tr><td>4001</td><td>PARAM_MISSING</td><td>少了参数</td></tr>
            </table>
            """
        for before in ["<!--\n Copyright\n-->\n\n", "# 错误码\n\n", "<div align=\"center\">x</div>\n\n"] {
            let entries = try DocumentReader.read(Array((before + table).utf8), format: .markdown).entries
            #expect(entries.map(\.code) == ["4001"] && entries.map(\.description) == ["少了参数"])
        }
        let both = "<div>x</div>\n\n|code|name|\n|--|--|\n|1|A|\n\n" + table
        #expect(try DocumentReader.read(Array(both.utf8), format: .markdown).entries.map(\.code) == ["1"])
        let example = "```html\n" + table + "\n```\n\n- 1001 A: b\n- 1002 C\n"
        #expect(
            try DocumentReader.read(Array(example.utf8), format: .markdown).entries.map(\.code) == [
                "1001", "1002",
            ])
    }

    @Test("a list with a part of an entry on each line is the entry")
    func pairs() throws {
        let items = """
            # Errors

            - Code: `E1`
              Message: Unknown error
              Notes: Look into the log,
              by the trace ID.
            - Code: `E2`
              Message: Bad request
            """
        let read = try DocumentReader.read(Array(items.utf8), format: .markdown).entries
        #expect(read.map { "\($0.code) \($0.name)" } == ["E1 Unknown error", "E2 Bad request"])
        #expect(read.first?.description == "Look into the log,\nby the trace ID.")
        let sections = """
            ## CM0400

            - **Domain**: common
            - **Code**: CM0400
            - **Message**: bad request
            - **Cause**: the input is malformed

            ## CM0500 Broken

            - **Severity**: high
            - **Message**: it is broken

            ## CM0600 Told

            Note: this is a text
            and no list.
            """
        let entries = try DocumentReader.read(Array(sections.utf8), format: .markdown).entries
        #expect(entries.map(\.name) == ["bad request", "Broken", "Told"])
        #expect(
            entries.map(\.description)
                == ["the input is malformed", "it is broken", "Note: this is a text\nand no list."])
        #expect(entries[0].fields == [EntryField(name: "Domain", text: "common")])
        #expect(entries[1].fields == [EntryField(name: "Severity", text: "high")])
    }

    @Test(
        "a text of tags that nothing ends, each of which is looked for to its end, is an error on its line",
        arguments: ["<?", "<!A ", "<![CDATA[", "<? \n"])
    func openTags(tag: String) throws {
        let text = "|code|name|\n|--|--|\n|1|A|\n\n" + String(repeating: tag, count: 40_000) + "\n"
        let error = #expect(throws: DocumentError.self) {
            try DocumentReader.read(Array(text.utf8), format: .markdown)
        }
        #expect(
            error?.diagnostics.map(\.kind) == [.tooNested]
                && error?.diagnostics.first.map { $0.line > 4 } == true)
        let few = "|code|name|\n|--|--|\n|1|<?php ?> <!-- x --> A|\n"
        #expect(try DocumentReader.read(Array(few.utf8), format: .markdown).entries.map(\.code) == ["1"])
    }

    @Test("tables that may be meant as well, but have another header, are told of")
    func leftOutTables() throws {
        let text = """
            | code | 说明 |
            |---|---|
            | 1 | a |

            | 范围 | 领域 | 人 |
            |---|---|---|
            | E1xx | x | y |
            | E2xx | x | y |

            | 参数 | 类型 |
            |---|---|
            | 订单 | 数 |

            | 参数 | 类型 | 必填 |
            |---|---|---|
            | 订单 | 数 | 是 |
            """
        let summary = try DocumentReader.read(text.utf8).summary
        #expect(summary.leftOutTables.map(\.line) == [5, 10])
        #expect(summary.leftOutTables.map(\.rows) == [2, 1])
        #expect(summary.leftOutTables.map(\.header) == [["范围", "领域", "人"], ["参数", "类型"]])
    }

    @Test("a table that is left out is one, however long it is")
    func longLeftOutTable() throws {
        let rows = (1...5000).map { "| K\($0) | x |\n" }.joined()
        let text = "| code | name |\n|---|---|\n| 1 | a |\n\n| 键 | 值 |\n|---|---|\n" + rows
        #expect(try DocumentReader.read(text.utf8).summary.leftOutTables.map(\.rows) == [5000])
    }

    @Test("a header that ends in 错误码 has the codes, in whatever script it begins")
    func headersInCode() throws {
        let text = """
            | 系统模块错误码 | 取值 | 说明 |
            |---|---|---|
            | ERR_SYS | -100 | 空 |

            | OTA模块錯誤碼 | 取值 | 说明 |
            |---|---|---|
            | ERR_OTA | -802 | 坏 |
            """
        #expect(try DocumentReader.read(text.utf8).entries.map(\.code) == ["ERR_SYS", "ERR_OTA"])
    }
}
