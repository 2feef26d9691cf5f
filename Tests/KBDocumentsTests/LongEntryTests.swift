import KBDocuments
import Testing

@Suite("entries that are too long")
struct LongEntryTests {
    @Test(
        "an entry of more than ten megabytes is an error on its line, in every format",
        arguments: [
            (DocumentFormat.text, "1 A 一\n\n9 Long ", "\n\n2 B 二", 3),
            (.csv, "code,name\n1,A\n9,\"", "\"\n2,B", 3),
            (.jsonl, "{\"code\":\"9\",\"name\":\"", "\"}", 1),
            (.json, "[\n{\"code\":\"9\",\"name\":\"", "\"}]", 2),
            (.json, "{\"9\":", "}", 1),
            (.markdown, "| code | name |\n|---|---|\n| 9 | ", " |\n| 1 | A |", 3),
        ] as [(DocumentFormat, String, String, Int)])
    func long(format: DocumentFormat, head: String, tail: String, line: Int) throws {
        let digits = head.hasSuffix(":")
        let bytes =
            Array(head.utf8) + Array(repeating: digits ? 0x31 : 0x78, count: 10_000_001) + Array(tail.utf8)
        let error = #expect(throws: DocumentError.self) { try DocumentReader.read(bytes, format: format) }
        let diagnostic = try #require(error?.diagnostics.first)
        #expect(error?.diagnostics.count == 1)
        #expect(diagnostic.line == line)
        let isTooLong =
            switch diagnostic.kind {
            case .tooLong, .invalidJSON(expected: .shorterString, found: _): true
            default: false
            }
        #expect(isTooLong || digits)
    }
}
