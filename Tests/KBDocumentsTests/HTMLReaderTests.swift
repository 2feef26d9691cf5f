import KBDocuments
import Testing

@Suite("HTML")
struct HTMLReaderTests {
    @Test("reads every table with a code column as a browser shows it")
    func tables() throws {
        let text = """
            <!DOCTYPE html>
            <html><head><title>Codes <table></title><script>var t = "<table><tr>"</script></head>
            <body><!-- <table><tr><td>code</td></tr></table> -->
            <TABLE class="wiki" border=1>
              <caption>支付</caption>
              <thead><tr><th colspan=3>Codes of pay</th></tr>
              <tr><th>错误码</th><th>含义</th><th>级别</th></tr></thead>
              <tr><td><code>P1</code><td>余额 &amp; <b>额度</b>不足<td rowspan="2">高
              <tr>
                <td>P2</td><td><p>卡已<br>过期</p></td>
              </tr>
            </TABLE>
            <table><tr><td>a</td><td>b</td></tr></table>
            <table><tr><td>Code</td><td>Message</td></tr><tr><td>7</td><td><a href="x">Seven</a></td></tr></table>
            """
        let document = try DocumentReader.read(text.utf8)
        #expect(document.format == .html)
        #expect(
            document.entries == [
                Entry(
                    code: "P1", name: "余额 & 额度不足", description: "",
                    fields: [EntryField(name: "级别", text: "高")],
                    line: 8),
                Entry(
                    code: "P2", name: "卡已 过期", description: "", fields: [EntryField(name: "级别", text: "高")],
                    line: 9),
                Entry(code: "7", name: "Seven", description: "", line: 14),
            ])
    }

    @Test("a table that is larger than the parts it is parsed in has the same entries and lines")
    func large() throws {
        var text = "<html><table>\n<tr><th>code<th>name\n"
        for row in 1...5000 { text += "<tr><td>C\(row)<td>name \(row)\n" }
        let entries = try DocumentReader.read((text + "</table>").utf8).entries
        #expect(entries.count == 5000)
        #expect(entries.map(\.line) == Array(3...5002))
        #expect(entries.last?.name == "name 5000")
    }

    @Test("a page without such a table, and rows with more cells than the header, are errors")
    func errors() {
        #expect(
            diagnostics("<html><table><tr><td>a<td>b</table>".utf8)
                == [Diagnostic(line: 1, kind: .missingColumn(.code, header: ["a", "b"]))])
        #expect(diagnostics("<html><p>text".utf8).map(\.kind) == [.foreign(.html)])
        #expect(
            diagnostics("<table><tr><th>code<th>name\n<tr><td>1<td>a<td>b".utf8)
                == [Diagnostic(line: 2, kind: .raggedRow(fields: 3, expected: 2))])
    }

    @Test(
        "what would make a huge tree is an error",
        arguments: ["<b id=%>", "<div>", "<table><tr><td>", "<i x=% y=%>"])
    func bombs(tag: String) {
        let text =
            "<table><tr><th>code<th>name" + (0..<10_000).map { tag.replacing("%", with: "\($0)") }.joined()
        #expect(diagnostics(text.utf8, format: .html).contains { $0.kind == .tooNested })
        let attributes = "<table><tr " + (0..<100_000).map { "a\($0) " }.joined() + ">"
        #expect(diagnostics(attributes.utf8, format: .html).contains { $0.kind == .tooNested })
    }

    @Test("tables with another header that are as wide as one that is read are told of")
    func leftOutTables() throws {
        let text = """
            <html><table><tr><th>参数</th><th>说明</th></tr><tr><td>x</td><td>y</td></tr></table>
            <table><tr><th>code</th><th>name</th></tr><tr><td>1</td><td>a</td></tr></table>
            <table><tr><th>a</th><th>b</th><th>c</th></tr><tr><td>一</td><td>y</td><td>z</td></tr></table>
            """
        let tables = try DocumentReader.read(text.utf8).summary.leftOutTables
        #expect(tables.map(\.header) == [["参数", "说明"]])
        #expect(tables.map(\.rows) == [1] && tables.map(\.line) == [1])
    }

    @Test("without a table, headings that begin with a code are entries, as in Markdown")
    func headings() throws {
        let text = """
            <!DOCTYPE html><html><body><h1>Errors</h1>
            <h2 id="a">E1001 Balance <b>too low</b></h2><p>Ask the &amp; user.</p><h3>More</h3><p>Twice.</p>
            <h2>E1002: Card expired</h2>
            <footer><p>Imprint</p></footer></body></html>
            """
        let entries = try DocumentReader.read(text.utf8).entries
        #expect(entries.map(\.code) == ["E1001", "E1002"])
        #expect(entries.map(\.name) == ["Balance too low", "Card expired"])
        #expect(entries.map(\.description) == ["Ask the & user.\nMore\nTwice.", ""])
        #expect(entries.map(\.line) == [2, 3])
    }

    @Test(
        "numbers of headings are codes where anchors are called after them, and numbers of sections are none")
    func numberedHeadings() throws {
        let text = """
            <html><body><div><a name="1"></a><h2>1. Unknown error</h2><p>Check it <br> well.</p></div>
            <div><a name="2"></a><h2>2. Server error</h2></div></body></html>
            """
        let entries = try DocumentReader.read(text.utf8).entries
        #expect(entries.map(\.code) == ["1", "2"])
        #expect(entries.map(\.name) == ["Unknown error", "Server error"])
        #expect(entries[0].description == "Check it\nwell.")
        let sections = "<html><body><h2>1. Use</h2><p>x</p><h2>2. Errors</h2></body></html>"
        #expect(diagnostics(sections.utf8).map(\.kind) == [.foreign(.html)])
    }
}
