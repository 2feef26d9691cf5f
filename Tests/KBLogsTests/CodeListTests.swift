import Testing

@testable import KBLogs

@Suite("codes of a book in lines of any kind")
struct CodeListTests {
    private let codes = CodeList([
        "E100", "E1002", "SETTLE-0032", "40401", "1001", "5.1.1", "ENOENT", "NOT_FOUND", "42P01", "退款-7",
        "pay.timeout.3",
    ])

    @Test(
        "a code is found in any notation, as a whole word, and named as the book writes it",
        arguments: [
            ("12:00 ERROR code=E100 order 8812", "E100"), ("e-100 failed", "E100"), ("[E_0100]", "E100"),
            ("E.100: x", "E100"), ("错误E100，重试", "E100"), (#"{"msg":"got e100"}"#, "E100"), ("/E100/", "E100"),
            ("E1002", "E1002"), ("settle32 x", "SETTLE-0032"), ("SETTLE_0032", "SETTLE-0032"),
            ("settle-32", "SETTLE-0032"),
            ("PAY.TIMEOUT-03", "pay.timeout.3"), ("open: ENOENT", "ENOENT"), ("NOT_FOUND", "NOT_FOUND"),
            ("said: 550 5.1.1 no", "5.1.1"), ("pq: 42P01", "42P01"), ("ends with E100.", "E100"),
            ("E100-", "E100"),
            ("x E9 then E100", "E100"),
        ])
    func notations(line: String, code: String) {
        #expect(found(line) == code)
    }

    @Test(
        "what is part of something else is none",
        arguments: [
            "xE100", "E100x", "E10", "E100-7", "7-E100", "E1003", "not found", "enoent", "NOTFOUND",
            "10.5.1.1", "5.1.1.7",
            "0E100", "退款", "", "-", "E", "v5.1.1",
        ])
    func parts(line: String) {
        #expect(found(line) == nil)
    }

    @Test(
        "a number counts where something says that it is a code",
        arguments: [
            ("errCode: 40401", true), (#"{"errCode" : "40401"}"#, true), ("error 1001", true),
            ("ERROR [1001] x", true),
            ("(1001)", true), ("错误码：1001", true), ("错误码1001", true), ("code=01001", true),
            ("HTTP/1.1 1001", true),
            ("took 1001 ms", false), ("app[1001]: x", false), ("port 1001", false), ("1001", false),
            ("2026-1001", false),
        ])
    func numbers(line: String, isFound: Bool) {
        #expect((found(line) != nil) == isFound)
    }

    @Test("what the format says goes first, and what the book lacks counts if it has the book's form")
    func formats() {
        #expect(found(#"{"status":"E777","msg":"E100"}"#) == "E100")
        #expect(found(#"{"status":"e100","msg":"E1002"}"#) == "E100")
        #expect(found(#"{"status":"E777"}"#) == "E777")
        #expect(found("status=200 x") == nil)
        #expect(found(#"[x] "GET /E100 HTTP/1.1" 200 5"#) == "E100")
    }

    @Test("of two codes that differ in their marks only, each is found as the book writes it first")
    func same() {
        #expect(CodeList(["E-1", "E1"]).code(of: "e_1") == "E-1")
        #expect(CodeList([]).code(of: "E1") == nil)
    }

    private func found(_ line: String) -> String? {
        var counts = CodeCounts()
        let scanner = LineScanner(.detected(JSONFields()), codes: codes)
        Array(line.utf8).withUnsafeBufferPointer { scanner.count($0, into: &counts) }
        return counts.codes.first?.code
    }
}

extension CodeList {
    fileprivate func code(of line: String) -> String? {
        Array(line.utf8).withUnsafeBufferPointer {
            code(of: nil, in: $0).map { String(decoding: $0.bytes, as: UTF8.self) }
        }
    }
}
