import Testing

@testable import KBLogs

@Suite("lines of the Common and Combined Log Format")
struct CommonLineTests {
    @Test(
        "the code is the number after the quoted request",
        arguments: [
            (#"127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326"#, "200"),
            (#"::1 - - [x] "GET / HTTP/1.1" 404 0 "-" "curl/8.5.0""#, "404"),
            (#"2001:db8::7 - - [x] "GET /?q=\"500 Internal\" HTTP/1.1" 302 0 "-" "a""#, "302"),
            (#"1.2.3.4 - - [x] "GET /\\" 201 0"#, "201"),
            (#"1.2.3.4 - - [x] "GET /\\\" 201 0" 204 0"#, "204"),
            (#"1.2.3.4 - a\"b [x] "GET /" 403 0"#, "403"),
            (#"1.2.3.4 - - [x] "-" 408 -"#, "408"),
            (#"1.2.3.4 - - [x] "" 400 0 "-" "-""#, "400"),
            (#"1.2.3.4 - - [x] "GET /" 000 0"#, "000"),
            (#"[2026-01-01T00:00:00Z] "GET / HTTP/1.1" 0 DC 0 0"#, "0"),
            (#"Mar  1 host nginx: 1.2.3.4 - - [x] "GET /" 499 0"#, "499"),
            (#""GET /" 200"#, "200"),
            ("\"GET /\"\t200\t5", "200"),
            ("\"GET /\" 200\r", "200"),
            (#""GET /"   200 5"#, "200"),
        ])
    func codes(line: String, code: String) {
        #expect(LineFormat.common.code(in: line) == code)
        #expect(LineFormat.detected(JSONFields()).code(in: line) == code)
    }

    @Test(
        "other lines have none",
        arguments: [
            "", " ", "\"", "\"\"", "\"GET /\"", "\"GET /\" ", "\"GET /\" -", "\"GET /\" 2000 1",
            "\"GET /\" 20x",
            "\"GET /\" -1", "\"GET /\"200", "\"GET /", "GET / 200", "\"GET /\\\" 200 1", "\"a\" \"b\" 200",
            "\"GET /\" \u{FF14}\u{FF10}\u{FF14} 1", "\0\0\0", "404",
        ])
    func none(line: String) {
        #expect(LineFormat.common.code(in: line) == nil)
    }

    @Test("bytes that are no UTF-8, and NULs, are bytes like others")
    func bytes() {
        let line: [UInt8] = [0xFF, 0x00, 0x22, 0xC3, 0x28, 0x00, 0x22] + Array(" 502 1".utf8)
        #expect(LineFormat.common.code(in: line) == "502")
    }
}
