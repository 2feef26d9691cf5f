import KBDocuments
import Testing

@Suite("Markdown tables")
struct MarkdownReaderTests {
    @Test("reads the first table with a code column, and counts the others")
    func business() throws {
        let document = try DocumentReader.read(Fixture.bytes("pay-error-codes.md"))
        #expect(document.format == .markdown)
        #expect(document.summary.skippedTables == 1)
        #expect(
            document.entries == [
                Entry(code: "PAY_0001", name: "余额不足", description: "账户余额不足以支付，请提示用户充值。", line: 11),
                Entry(
                    code: "PAY_0002", name: "SIGN_INVALID", qualifier: "v2",
                    description: "签名错误：参数按 `a|b|c` 拼接后签名。\n请检查密钥。", line: 12),
                Entry(
                    code: "PAY-0003", name: "重复请求（幂等）", qualifier: "下单",
                    description: "同一 `request_id` 只处理一次", line: 13),
                Entry(code: "40004", name: "Order_Not_Found", description: "订单不存在或已 <删除>", line: 14),
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
                .raggedRow(fields: 3, expected: 2), .raggedRow(fields: 1, expected: 2),
                .duplicateCode(code: "1", firstLine: 3),
            ])
    }

    @Test("needs a table with a code column outside code blocks")
    func noTable() {
        let text = "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n| code | name |\n|---|---|\n| 1 | 2 |\n```\n"
        #expect(diagnostics(text.utf8, format: .markdown).map(\.kind) == [.missingTable])
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
        #expect(try DocumentReader.read(unclosed.utf8, format: .markdown).summary.skippedTables == 0)
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
                "用 | 分隔，a && b，<tag> 要转义 `&amp;`",
                "&nothing; &#0; &#xD800; &#; &amp &amp; &#1114112; &#+5;",
            ])
        let written = try DocumentWriter.write(entries, as: .markdown)
        #expect(
            try DocumentReader.read(written.utf8).entries.map(\.description) == entries.map(\.description))
        #expect(written.contains("| R\\&D; AT\\&T |"))
    }
}
