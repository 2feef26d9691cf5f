import Foundation
import KBDocuments
import Testing

@Suite("What is no list of codes")
struct ForeignDocumentTests {
    private func foreign(_ bytes: [UInt8]) -> ForeignDocument? {
        do {
            _ = try DocumentReader.read(bytes)
            return nil
        } catch {
            return error.diagnostics.count == 1 ? error.foreign : nil
        }
    }

    @Test("is told by its first bytes, in one line")
    func bytes() {
        func padded(_ head: [UInt8]) -> [UInt8] {
            head + (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        }
        let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 20, 0, 0, 0]
        #expect(foreign(padded(Array("%PDF-1.7\n".utf8))) == .pdf)
        #expect(foreign(padded(zip + Array("xl/workbook.xml".utf8))) == .spreadsheet)
        #expect(foreign(padded(zip + Array("word/document.xml".utf8))) == .office)
        #expect(foreign(padded(zip + Array("src/main.go".utf8))) == .archive)
        #expect(foreign(padded([0x1F, 0x8B, 8, 0])) == .archive)
        #expect(foreign(padded([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])) == .binary)
        #expect(foreign(padded([0x89, 0x50, 0x4E, 0x47, 13])) == .image)
        var database = padded(Array("SQLite format 3\0".utf8))
        database.replaceSubrange(68..<72, with: [1, 2, 3, 4])
        #expect(foreign(database) == .database(application: 0x0102_0304))
    }

    @Test(
        "is told from its lines",
        arguments: [
            ("package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(1)\n}\n", .source),
            ("#include <stdio.h>\n\nint main(void)\n{\n  return 0;\n}\n", .source),
            ("const a = 1;\nconst b = { c: 2 };\nexport default a;\n", .source),
            ("codes:\n  - code: 1\n    name: a\n  - code: 2\n    name: b\n", .yaml),
            ("<!DOCTYPE html>\n<html><body><p>404 Not Found</p></body></html>\n", .html),
            (
                "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n",
                .passwords
            ),
            ("2026-01-02 10:11:12 ERROR E1001 x\n2026-01-02 10:11:13 WARN y\n", .log),
            ("10.0.0.7 - - [02/Jan/2026:10:11:12 +0000] \"GET / HTTP/1.1\" 404 12 \"-\" \"curl\"\n", .log),
            ("; my.cnf\n[mysqld]\nport = 3306\nbind-address=127.0.0.1\n\n[client]\nuser=root\n", .settings),
            (
                "DROP TABLE IF EXISTS t;\nINSERT INTO t (code, text) VALUES\n('E1', 'a'),\n('E2', 'b');\n",
                .sql
            ),
            ("insert into t (ERROR_NO, MESSAGE)\nvalues ('000000', '处理成功');\n", .sql),
            ("CREATE TABLE t (code TEXT);\nDROP TABLE x;\n", .sql),
            ("= Codes\n\n[cols=2]\n|===\n|Code |Text\n|E1 |\"a\" door\n|===\n", .asciiDoc),
            ("msgid \"\"\nmsgstr \"\"\n\nmsgid \"E1\"\nmsgstr \"一\"\n", .gettext),
            ("NAME\n       drivectl - talk\n\nERRORS\n       F001   Over-current.\n", .manual),
            (
                "PUMP = { code: 101, message: \"a\" }.freeze\nVALVE = { code: 102, message: \"b\" }.freeze\n",
                .source
            ),
            ("\\begin{tabular}{|l|l|}\n\\hline\nE1 & pump \\\\\nE2 & valve \\\\\n\\end{tabular}\n", .source),
            ("Once upon a time there was\n\nThe other paragraph of it.\n", .prose),
            ("{\"author\":\"\",\"note\":\"x\",\"parents\":[],\"revision\":\"y\"}\n", .notes),
        ] as [(String, ForeignDocument)])
    func text(text: String, kind: ForeignDocument) {
        #expect(foreign(Array(text.utf8)) == kind)
    }

    @Test("sections whose keys look like codes are a list of them")
    func sections() throws {
        let text = "[支付]\nE1001 = 余额不足\nE1002 = 没有卡\n[登录]\nE2001 = 未登录\n"
        #expect(try DocumentReader.read(text.utf8).entries.map(\.code) == ["E1001", "E1002", "E2001"])
    }

    @Test("a list that looks like something else is read where its format is given")
    func given() throws {
        let text = "const Constant\n\nthe Article\n"
        #expect(foreign(Array(text.utf8)) != nil)
        #expect(try DocumentReader.read(text.utf8, format: .text).entries.map(\.code) == ["const", "the"])
    }
}
