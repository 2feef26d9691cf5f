import Testing

@testable import KBDocuments

@Suite("CSV and TSV")
struct CSVReaderTests {
    @Test("reads IANA's registry: ranges are skipped and counted, (Unused) and quoted lines kept")
    func iana() throws {
        let columns = try ColumnMapping(parsing: "code=Value, name=Description,description=reference")
        let bytes = try Fixture.bytes("iana-http-status-codes.csv")
        let document = try DocumentReader.read(bytes, columns: columns)
        #expect(document.format == .csv)
        #expect(document.skippedRanges == 6)
        #expect(document.entries.count == 12)
        #expect(document.entry("306")?.name == "(Unused)")
        #expect(document.entry("100")?.description == "[RFC9110, Section 15.2.1]")
        #expect(document.entry("418")?.description == "[RFC9110, Section 15.5.19]\n[RFC2324, \"HTCPCP/1.0\"]")
        #expect(document.entry("418")?.line == 17)
        #expect(document.entry("104")?.name.contains("registered 2024-11-13, extension") == true)
        #expect(try DocumentReader.read(bytes).entries == document.entries, "found without a mapping as well")
    }

    @Test(
        "what is written for somebody is a text, and what to do about it is none",
        arguments: ["Text for the customer", "Message to show", "Error text"])
    func purposes(name: String) throws {
        let text = "Error code,\(name),What to do\n3001,Invalid address,Check the street.\n"
        let entry = try #require(try DocumentReader.read(text.utf8).entries.first)
        #expect(entry.name == "Invalid address" && entry.description == "Check the street.")
    }

    @Test("remarks below a table are left out, also with several fields")
    func footers() throws {
        let text = """
            分类,返回代码,提示语,处置意见,可重试
            挂号,H1,停诊,a,Y
            ,H2,已满,b,N
            制表：信息科,,,审核：,
            """
        #expect(try DocumentReader.read(text.utf8).entries.map(\.code) == ["H1", "H2"])
        #expect(throws: DocumentError.self) {
            try DocumentReader.read((text + "\n挂号,,约满,c,N\n").utf8)
        }
    }

    @Test(
        "finds columns by name, in English and Chinese, in any case and order",
        arguments: [
            "code,name,description\n1,a,b", "Description,NAME,Code\nb,a,1", "状态码,名称,说明\n1,a,b",
            "Status Code,Reason-Phrase,Meaning\n1,a,b", "说明\t名字\t编号\nb\ta\t1", "errno;symbol;text\n1;a;b",
            "\"code\",\"name\",\"desc\"\r\n\"1\",\"a\",\"b\"\r\n",
            "\u{FEFF}\n\ncode,name,desc,url\n1, a ,b,\n",
        ])
    func columnNames(text: String) throws {
        let document = try DocumentReader.read(text.utf8)
        #expect(document.format == (text.contains("\t") ? .tsv : .csv))
        #expect(document.contents == [Content(Entry(code: "1", name: "a", description: "b", line: 2))])
    }

    @Test("titles among the rows and remarks at the end are left out, a code without a name is not")
    func titles() throws {
        let text = "Faults\t\t\nMotor\t\t\nNo.\tFault\tCause\n1\tHot\tx\nSensors\t\t\n2\tLost\t\n合计：2 条\t\t\n"
        let document = try DocumentReader.read(text.utf8, format: .tsv)
        #expect(document.entries.map(\.line) == [4, 6] && document.summary.skippedLines == 2)
        #expect(document.entry("2")?.name == "Lost")
        for row in ["3\t\t", "E_X\t\t", "\tno code\tx"] {
            #expect(diagnostics((text + row).utf8, format: .tsv).map(\.line) == [8], "\(row)")
        }
        // With two columns a row is too short to tell.
        #expect(diagnostics("code,name\n1,a\nSum: 1,\n".utf8, format: .csv).count == 1)
    }

    @Test("what stands above a header that is not known does not hide it: the hint is one for the header")
    func titledHint() {
        let text =
            "Faults of 2026,,\nStelle,Bedeutung,Abhilfe\nM-1,Motor heiss,warten\nM-2,Band steht,suchen\n"
        let found = diagnostics(text.utf8, format: .csv)
        guard case .missingColumn(.code, let header, let suggestion)? = found.first?.kind else {
            Issue.record("\(found)")
            return
        }
        #expect(found.first?.line == 2 && header == ["Stelle", "Bedeutung", "Abhilfe"])
        #expect(suggestion?.code == "Stelle" && suggestion?.name == "Bedeutung")
        #expect(throws: Never.self) { try DocumentReader.read(text.utf8, format: .csv, columns: suggestion) }
    }

    @Test("=\"0051\" is 0051, as spreadsheets keep it, and such texts survive an export")
    func spreadsheetTexts() throws {
        let text =
            "code,name,description\n=\"0051\",a,\"=\"\"x\"\"\"\"y\"\"\"\n\"=\"\"00\"\"\",\"=\"\"a\"\"&\"\"b\"\"\",=\"\"\n"
        let document = try DocumentReader.read(text.utf8)
        #expect(document.entries.map(\.code) == ["0051", "00"])
        #expect(document.entries[0].description == "x\"y" && document.entries[1].name == "=\"a\"&\"b\"")
        let names = ["=\"\"", "=\"", "=\"x\"", "=\"x\"y\"", "=\"\"\"", "\"=\"x\"\"", "=x\""]
        let entries = names.enumerated().map { Entry(code: "\($0)", name: $1, description: "", line: 1) }
        for format in [DocumentFormat.csv, .tsv] {
            let written = try DocumentWriter.write(entries, as: format)
            #expect(try DocumentReader.read(written.utf8, format: format).entries.map(\.name) == names)
        }
    }

    @Test("lists every bad row with its line, also after rows of several lines")
    func errors() {
        let marked = Marked(
            """
            code,name,description
            1,a,"one
            two
            three"
            1️⃣2
            3,c,d
            2️⃣4,d,e,f

            3️⃣5,,
            4️⃣,f,g
            5️⃣3,again,h
            6️⃣7,a"b,h
            7️⃣8,"a"b,h
            8️⃣9 9,i,j
            9️⃣10,"never closed,k
            11,l,m
            """)
        let found = diagnostics(marked.text.utf8, format: .csv)
        #expect(found.map(\.line) == marked.lines)
        #expect(
            found.map(\.kind) == [
                .missingName(code: "2"),
                .raggedRow(fields: 4, expected: 3),
                .missingName(code: "5"),
                .missingCode(found: "f"),
                .duplicateCode(code: "3", firstLine: 6),
                .misplacedQuote,
                .misplacedQuote,
                .invalidCode("9 9", .whiteSpace),
                .unclosedQuote,
            ])
    }

    @Test(
        "finds the columns of tables as people name them",
        arguments: [
            ("错误码,错误信息,处理建议", "N", "D", ""), ("错误码,错误描述,解决方案", "N", "D", ""), ("返回码,说明", "N", "", ""),
            ("code,msg", "N", "", ""), ("errcode,errmsg", "N", "", ""),
            ("Error Code,Error Message,Solution", "N", "D", ""),
            ("Error Code;Short Message;Long Message", "N", "D", ""), ("Code,Meaning,Action", "N", "D", ""),
            ("錯誤碼,錯誤訊息,說明", "N", "D", ""), ("错误码（code）,错误信息（msg）,备注", "N", "D", ""),
            ("ERR_NO,ERR-MSG", "N", "", ""), ("Ｃｏｄｅ,名　称", "N", "", ""),
            ("返回码 / Code,含义 / Meaning", "N", "", ""),
            ("code,msg,description", "N", "D", ""), ("code,message,reason,solution", "N", "D", "solution"),
            ("错误码,含义,说明", "N", "D", ""), ("错误码,名称,含义", "N", "D", ""), ("code,name,message", "N", "D", ""),
            ("返回码,返回码描述,描述,解决方案", "N", "D", "解决方案"),
            ("Code,Owner,Message,Level", "Owner", "N", "Level"),
            ("id,title,body", "N", "body", ""), ("Error,Description", "N", "", ""),
        ])
    func usualHeaders(header: String, second: String, third: String, fourth: String) throws {
        let separator: Character = header.contains(";") ? ";" : ","
        let columns = header.split(separator: separator).map(String.init)
        let row = ["7"] + ["second", "third", "fourth"].prefix(columns.count - 1)
        let text = header + "\n" + row.joined(separator: String(separator)) + "\n"
        let entry = try DocumentReader.read(text.utf8, format: .csv).entries[0]
        #expect(entry.code == "7")
        var fields: [EntryField] = []
        for (role, value, column) in zip3([second, third, fourth], row.dropFirst(), columns.dropFirst()) {
            switch role {
            case "N": #expect(entry.name == value)
            case "D": #expect(entry.description == value)
            default: fields.append(EntryField(name: column, text: value))
            }
        }
        #expect(entry.fields == fields)
    }

    @Test("a header may be longer than what a format is told by")
    func longHeader() throws {
        let fields = [EntryField(name: String(repeating: "列", count: 60_000), text: "x")]
        let entry = Entry(code: "E1", name: "A", description: "", fields: fields, line: 1)
        for format in [DocumentFormat.csv, .tsv] {
            let text = try DocumentWriter.write([entry], as: format)
            #expect(
                try DocumentReader.read(Array(text.utf8), format: format).entries.map(\.fields) == [fields])
        }
    }

    @Test("a text of many sentences is no name of a column, whatever it ends with")
    func sentences() {
        #expect(ColumnName("这一行的错误代码 code").doubt(of: .code) != nil)
        let text = String(repeating: "这一行说明很长。", count: 40) + "code"
        #expect(ColumnRole.allCases.allSatisfy { ColumnName(text).doubt(of: $0) == nil })
        #expect(ColumnName(text).key == text)
    }

    @Test("docs/own-codes.md lists every name of a column, in both languages", arguments: ["md", "zh.md"])
    func documented(ending: String) throws {
        let page = String(decoding: try Fixture.bytes(atRoot: "docs/own-codes.\(ending)"), as: UTF8.self)
        for role in ColumnRole.allCases {
            for name in role.columnNames + role.possibleNames {
                #expect(page.contains("`\(name)`"), "\(role): \(name)")
            }
        }
    }

    @Test("what an own code is told from: the status of HTTP, a number of the row, a key")
    func ownCode() throws {
        for header in [
            "HTTP状态码,错误码,错误信息", "序号,报错代码（必填）,名称", "http_code,biz_code,msg", "序号,代码,名称", "id,code,name",
            "Status Code,Error Code,Message",
        ] {
            let entry = try DocumentReader.read("\(header)\n1,E2,three".utf8, format: .csv).entries[0]
            #expect(entry.code == "E2" && entry.name == "three" && entry.fields.map(\.text) == ["1"])
        }
    }

    @Test("rows may be short, and longer by empty fields; rows above the header may have a title")
    func unevenRows() throws {
        let text = "支付错误码,,,\n,,,\n错误码,错误信息,处理建议,\nP1,余额不足\n,,,,,\nP2,卡过期,换卡,,,\n"
        let document = try DocumentReader.read(text.utf8)
        #expect(document.format == .csv)
        #expect(document.entries.map(\.name) == ["余额不足", "卡过期"])
        #expect(document.entries.map(\.description) == ["", "换卡"])
        #expect(document.entries.map(\.line) == [4, 6])
    }

    @Test(
        "finds what separates fields, also where Excel says it",
        arguments: [
            "sep=;\ncode;name;level\n1;a, b;x\n", "\"sep=;\"\r\ncode;name;level\r\n1;a, b;x\r\n",
            "SEP=|\ncode|name|level\n1|a, b|x", "code|name|level\n1|a, b|x\n",
            "sep=\t\ncode\tname\tlevel\n1\ta, b\tx\n",
            "code;name;level\n1;a, b;x\n", "code\tname\tlevel\n1\ta, b\tx\n",
            "code,name,level\n1,\"a, b\",x\n",
            "Nummer, kurz;Text;level\n1;a, b;x\n2;c;y\n",
        ])
    func separators(text: String) throws {
        let columns = text.hasPrefix("Nummer") ? ColumnMapping(code: "Nummer, kurz", name: "Text") : nil
        for format in text.hasPrefix("Nummer") ? [DocumentFormat.csv] : [nil, .csv] {
            let entry = try DocumentReader.read(text.utf8, format: format, columns: columns).entries[0]
            #expect(entry.code == "1" && entry.name == "a, b")
            #expect(entry.fields == [EntryField(name: "level", text: "x")])
        }
    }

    @Test(
        "a table without a header is read by its content, and by the numbers of its columns",
        arguments: [
            ("1001,余额不足,请充值\n1002,卡过期,\n", nil), ("余额不足,1001,请充值\n卡过期,1002,\n", nil),
            ("ENOENT,No such file,x\nEACCES,Permission denied,\n", nil),
            ("x,余额不足,1001\ny,卡过期,1002", "code=3,name=2,description=1"), ("1001,余额不足,请充值", "code=1,name=2"),
        ])
    func withoutHeader(text: String, columns: String?) throws {
        var mapping = try columns.map { try ColumnMapping(parsing: $0) }
        if !text.contains("\n") { mapping?.hasHeader = false }
        let document = try DocumentReader.read(text.utf8, format: .csv, columns: mapping)
        #expect(document.entries[0].line == 1)
        #expect(["1001", "ENOENT"].contains(document.entries[0].code))
        #expect(["余额不足", "No such file"].contains(document.entries[0].name))
        #expect(["请充值", "x"].contains(document.entries[0].description))
        #expect(document.summary.columns?.hasHeader == false)
        if document.entries.count > 1, text.hasPrefix("1001") || text.hasPrefix("ENO") {
            #expect(try DocumentReader.read(text.utf8).contents == document.contents, "told without a format")
        }
        let again = try DocumentReader.read(text.utf8, format: .csv, columns: document.summary.columns)
        #expect(again.contents == document.contents, "the mapping that was found reads the same")
    }

    @Test("a column of a letter a row is not offered as the name")
    func severity() {
        let text = "Nr,Level,Words\nE1,E,No ticket was sent\nE2,W,The ticket is old\n"
        guard case .missingColumn(_, _, let columns?) = diagnostics(text.utf8, format: .csv).first?.kind
        else {
            Issue.record("no columns")
            return
        }
        #expect(columns.code == "Nr" && columns.name == "Words")
    }

    @Test("a header that is not known is no entry")
    func unknownHeader() {
        for text in ["甲,乙\n1,a\n2,b\n", "FOO_A,FOO_B\nNOT_FOUND,Not found\nGONE,Gone\n", "x1,y\n1,a\n2,b\n"] {
            guard case .missingColumn(.code, _, let hint?)? = diagnostics(text.utf8, format: .csv).first?.kind
            else {
                Issue.record("\(text)")
                continue
            }
            let read = try? DocumentReader.read(text.utf8, format: .csv, columns: hint)
            #expect(read?.entries.count == 2, "the mapping that is suggested reads it")
        }
    }

    @Test("a mapping that is remembered yields to columns that are gone")
    func remembered() throws {
        var mapping = ColumnMapping(code: "错误码", name: "提示", description: "备注")
        mapping.isLenient = true
        let entry = try DocumentReader.read("code,错误信息,备注\n1,a,b".utf8, columns: mapping).entries[0]
        #expect(entry.code == "1" && entry.name == "a" && entry.description == "b")
        let other = try DocumentReader.read("提示,错误信息,错误码\na,b,1".utf8, columns: mapping)
        #expect(other.entries[0].name == "a" && other.entries[0].description == "b")
        #expect(
            other.summary.columns
                == ColumnMapping(code: "错误码", name: "提示", description: "错误信息", hasHeader: true))
    }

    @Test("columns that have no role are fields of the entry, and what is empty is none")
    func fields() throws {
        let text = "code,name,级别,Owner,级别,\n1,a, 高 ,\"x\r\ny\",低,\n2,b,,,,z\n"
        let document = try DocumentReader.read(text.utf8)
        #expect(
            document.entries[0].fields == [
                EntryField(name: "级别", text: "高"), EntryField(name: "Owner", text: "x\ny"),
                EntryField(name: "级别 2", text: "低"),
            ])
        #expect(document.entries[1].fields == [EntryField(name: "column 6", text: "z")])
    }

    @Test("tells which column is missing, unknown or there twice")
    func headers() {
        func kinds(_ text: String, _ columns: ColumnMapping? = nil) -> [Diagnostic.Kind] {
            diagnostics(text.utf8, format: .csv, columns: columns).map(\.kind)
        }
        #expect(
            kinds("a,name\n1,b") == [
                .missingColumn(
                    .code, header: ["a", "name"], suggestion: ColumnMapping(code: "a", name: "name"))
            ])
        #expect(
            kinds("code,colour\n1,b") == [
                .missingColumn(
                    .name, header: ["code", "colour"], suggestion: ColumnMapping(code: "code", name: "colour")
                )
            ])
        #expect(kinds("code\n1") == [.missingColumn(.name, header: ["code"], suggestion: nil)])
        #expect(kinds("code,name,Name\n1,b,c") == [.duplicateColumn("name")])
        #expect(
            kinds("code,name\n1,b", ColumnMapping(name: "titel"))
                == [.unknownColumn("titel", header: ["code", "name"])])
        #expect(kinds("code,name\n") == [.empty])
        #expect(kinds("code,name\n1-9,Unassigned\n") == [.empty])
    }

    @Test(
        "tells a range from a code",
        arguments: [
            ("105-199", true), ("10 – 255", true), ("199-105", false), ("1001-01", false), ("A-9", false),
            ("-1", false), ("5-5", false), ("1-2-3", false),
        ])
    func ranges(code: String, isRange: Bool) throws {
        let document = try DocumentReader.read(
            "code,name\n\(code.filter { isRange || $0 != " " }),a\n0,b".utf8)
        #expect(document.skippedRanges == (isRange ? 1 : 0))
        #expect(document.entries.count == (isRange ? 1 : 2))
    }

    @Test("reads a column mapping, and says what is wrong with one")
    func mapping() throws {
        let mapping = try ColumnMapping(parsing: "CODE = Value,qualifier=A=B")
        #expect(mapping == ColumnMapping(code: "Value", qualifier: "A=B"))
        #expect(throws: ColumnMappingError.malformedPair("code")) { try ColumnMapping(parsing: "code") }
        #expect(throws: ColumnMappingError.malformedPair("")) { try ColumnMapping(parsing: "code=a,") }
        #expect(throws: ColumnMappingError.unknownRole("kode")) { try ColumnMapping(parsing: "kode=a") }
        #expect(throws: ColumnMappingError.repeatedRole(.code)) {
            try ColumnMapping(parsing: "code=a,code=b")
        }
    }

    @Test(
        "a quotation mark in tab-separated text is a character, but where two enclose a whole field",
        arguments: [
            ("27\" is too large, \"size\" is nothing", "27\" is too large, \"size\" is nothing"),
            ("\"name\" in quotes", "\"name\" in quotes"), ("\"", "\""), ("\"open", "\"open"),
            ("\"a field as a whole\"", "a field as a whole"),
            ("\"with \"\"its\"\" own\"", "with \"its\" own"),
            ("\"two\nlines\"", "two\nlines"), ("\"a\ttab\"", "a\ttab"), ("\"\"", ""),
            (" \"spaced\" ", "spaced"),
        ])
    func tabbedQuotes(field: String, description: String) throws {
        for end in ["", "\n", "\r\n2\tb\tc\n"] {
            let document = try DocumentReader.read("code\tname\tdescription\n1\ta\t\(field)\(end)".utf8)
            #expect(document.format == .tsv)
            #expect(document.entries[0].description == description)
            #expect(document.entries.count == (end.count > 1 ? 2 : 1))
        }
    }

    @Test("a mark that opens nothing takes no row for a part of a field")
    func tabbedRows() throws {
        let rows = "code\tname\tdescription\n1\ta\t\"open\n2\tclosed\"\tc\n3\t\"d\te\n4\tf\"\tg\"\n"
        let document = try DocumentReader.read(rows.utf8)
        #expect(document.entries.map(\.name) == ["a", "closed\"", "\"d", "f\""])
        #expect(document.entries.map(\.line) == [2, 3, 4, 5])
    }

    @Test("takes no longer for many quotation marks that are never closed, and lists the first hundred")
    func unclosedQuotes() {
        let text = "code,name\n" + String(repeating: "a\"b,\"\n", count: 100_000)
        do {
            _ = try DocumentReader.read(text.utf8, format: .csv)
            Issue.record("read")
        } catch {
            #expect(error.diagnostics.count == 100 && error.more == 99_900)
        }
    }
}

private func zip3<A, B, C>(
    _ first: some Sequence<A>, _ second: some Sequence<B>, _ third: some Sequence<C>
) -> [(A, B, C)] {
    zip(first, zip(second, third)).map { ($0, $1.0, $1.1) }
}
