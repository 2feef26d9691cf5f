import KBDocuments
import Testing

@Suite("Guessing the format")
struct FormatGuessTests {
    @Test(
        "goes by how the document starts",
        arguments: [
            ("404 Not Found 未找到", .text), ("[404] Not Found 未找到", .text), ("code, name 说明", .text),
            ("404 A | B 竖线 | 不是表格\n--- | ---", .text), ("{404} x", .text),
            ("code,name\n1,a", .csv), ("code\tname\n1\ta", .tsv), (" [ ]", .json), ("[\n{}]", .json),
            ("{}", .json), ("{\"1\": \"a\"}", .json), ("{\n\"code\": 1,\n\"name\": \"a\"}", .json),
            ("{\"code\": 1, \"name\": \"a\"}", .jsonl), ("# x\n\n|code|name|\n|-|-|\n|1|a|", .markdown),
            // What looks like a header of CSV stands below that of the table.
            ("| code | name |\n| --- | --- |\n| code,name | A,b |\n", .markdown),
            ("+---+---+\n|code|name|\n+===+===+\n| 1 | a |\n+---+---+\n", .rst),
            ("==== ====\n代码 名称\n==== ====\n1    甲\n==== ====\n", .rst),
            // What looks like a header of TSV stands in a field of CSV.
            ("code,name,description\n7,since,\"code\tname\n1\ta\"\n", .csv),
        ] as [(String, DocumentFormat)])
    func guess(text: String, format: DocumentFormat) {
        let read = try? DocumentReader.read(text.utf8)
        let forced = diagnostics(text.utf8, format: format)
        #expect(read.map { $0.format == format } ?? (diagnostics(text.utf8) == forced))
    }

    @Test("goes by a file's extension")
    func extensions() {
        #expect(DocumentFormat(fileExtension: "MD") == .markdown)
        #expect(DocumentFormat(fileExtension: "ndjson") == .jsonl)
        #expect(DocumentFormat(fileExtension: "docx") == nil)
        for format in DocumentFormat.allCases {
            #expect(DocumentFormat(fileExtension: format.rawValue) == format)
        }
    }
}
