import KBDocuments
import Testing

@Suite("reading that its caller ends")
struct StoppedReadingTests {
    private struct Enough: Error {}

    @Test(
        "what is thrown for an entry is thrown at once, though errors of the document follow it, in every format",
        arguments: [
            (DocumentFormat.text, "1 A 一\n\n2 B 二\n\n1 C 三\n"),
            (.csv, "code,name\n1,A\n2,B\n1,C,D\n"),
            (.tsv, "code\tname\n1\tA\n2\tB\n1\tC\tD\n"),
            (.json, #"[{"code":"1","name":"A"},{"code":"2","name":"B"},{"#),
            (.json, #"{"1":"A","2":"B",["#),
            (.jsonl, "{\"code\":\"1\",\"name\":\"A\"}\n{\"code\":\"2\",\"name\":\"B\"}\n{\n"),
            (.markdown, "| code | name |\n|---|---|\n| 1 | A |\n| 2 | B |\n| 1 |\n"),
        ])
    func stopped(format: DocumentFormat, document: String) {
        let bytes = Array(document.utf8)
        var codes: [String] = []
        #expect(throws: Enough.self) {
            try bytes.withUnsafeBytes {
                try DocumentReader.forEachEntry(in: $0, format: format) { entry in
                    codes.append(entry.code)
                    if codes.count == 2 { throw Enough() }
                }
            }
        }
        #expect(codes == ["1", "2"])
        #expect(throws: DocumentError.self) { try DocumentReader.read(bytes, format: format) }
    }
}
