import Testing

@testable import KBLogs

@Suite("formats of logs")
struct LogFormatTests {
    @Test(
        "the code of a line is found in each format, and behind what other programs write before it",
        arguments: [
            // Formats.
            (#"level=error ts=2026-03-12T08:00:00Z msg="status=500 \"x\"" status=502"#, "502"),
            (#"time=x http.status_code=404"#, "404"),
            ("2026-03-12 08:00:00 ERROR code=E100 order 8812", "E100"),
            (#"{"http":{"response":{"status_code":503}},"error":{"code":"X1"}}"#, "503"),
            (#"{"http.response.status_code":503,"message":"b"}"#, "503"),
            (
                #"{"level":"info","ts":1646861401.5,"msg":"handled request","request":{"uri":"/"},"status":200}"#,
                "200"
            ),
            (#"{"status":404.0}"#, "404"), (#"{"status":5e2}"#, "500"), (#"{"code":-1.0}"#, "-1"),
            (#"{"code":1.5}"#, "1.5"),
            (
                "2026/03/12 08:00:00 [error] 12#12: *5 connect() failed (111: Connection refused) while x",
                "111"
            ),
            (
                #"Feb  6 12:14:14 lb haproxy[14389]: 10.0.1.2:33317 [06/Feb/2026:12:14:14.655] http-in static/srv1 "#
                    + #"10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} "GET /index.html HTTP/1.1""#,
                "200"
            ),
            (
                #"[2026-04-15T20:17:00.310Z] "POST /api/v1/locations HTTP/2" 204 - 154 0 226 100 "10.0.35.28" "a" "#
                    + #""b" "c" "d""#, "204"
            ),
            (
                #"h2 2026-07-02T22:23:00.186641Z app/my-lb/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.000 "#
                    + #"0.001 0.000 502 - 34 366 "GET https://a:443/ HTTP/2.0" "curl/7.46.0" - - arn "#, "502"
            ),
            // What stands before them.
            (#"2026-03-12T08:00:00.123456789Z stdout F {"status":503}"#, "503"),
            (#"2026-03-12T08:00:00.123456789Z stderr P level=error status=502"#, "502"),
            (#"api-1  | {"status":503}"#, "503"), (#"[pod/api/api] {"status":503}"#, "503"),
            (
                #"<34>1 2026-03-12T08:00:00Z host app 12 ID47 [ex iut="3"] 1.2.3.4 - - [x] "GET / HTTP/1.1" 404 5"#,
                "404"
            ),
            (#"<13>Oct 11 22:14:15 host app[12]: {"status":503}"#, "503"),
            (#"2026-03-12T08:00:00+0800 host app[12]: status=418"#, "418"),
            ("INFO server request done\t{\"path\": \"/a\", \"status\": 502}", "502"),
            (
                #"{"log":"1.2.3.4 - - [x] \"GET /\\\" HTTP/1.1\" 404 5\n","stream":"stdout","time":"t"}"#,
                "404"
            ),
            (#"{"log":"{\"status\":503}\r\n","stream":"stdout"}"#, "503"),
            (#"{"MESSAGE":"2026 level=error status=502","PRIORITY":"3"}"#, "502"),
        ])
    func formats(line: String, code: String) {
        #expect(LineFormat.detected(JSONFields()).code(in: line) == code)
    }

    @Test(
        "quotes inside the user's name and the request do not move columns",
        arguments: [
            (#"1.2.3.4 - a"b" 500 [12/Mar/2026:08:00:00 +0800] "GET / HTTP/1.1" 200 5 "-" "x""#, "200"),
            (#"1.2.3.4 - a] "b [12/Mar/2026:08:00:00 +0800] "GET / HTTP/1.1" 200 5 "-" "x""#, "200"),
            (#"1.2.3.4 - - [x] "GET /?q="500" HTTP/1.1" 200 5 "-" "x""#, "200"),
            (#"1.2.3.4 - - [x] "GET /?q=" 500 a HTTP/1.1" 200 5 "-" "x""#, "200"),
            (#"1.2.3.4 - - [x] "GET /?q= "a" HTTP/1.1" 200 5 "-" "x""#, "200"),
            (#"1.2.3.4 - - [x] "GET /old" 200 5 "-" "x HTTP/1.1" 500 ""#, "200"),
            (#""GET /old" 200 5 "-" "a [x] "500" b""#, "200"),
            (#"1.2.3.4 - a\"b [x] "GET /\" 500 HTTP/1.1" 403 0"#, "403"),
            (#"1.2.3.4 - - [x] "" 400 0 "-" "y HTTP/1.1" 500""#, "400"),
        ])
    func quotes(line: String, code: String) {
        #expect(LineFormat.common.code(in: line) == code)
        #expect(LineFormat.detected(JSONFields()).code(in: line) == code)
    }

    @Test(
        "lines without a code have none",
        arguments: [
            "2026-03-12 08:00:00 INFO took 200 ms", "[404]", "a {\"x\"", "code=", "xcode=5", #"msg="code=5""#,
            "12#12: (111: x)", "[error] 12#12: (x) 5", "1/2/3/4/5 -1 0", "http 2026-07-02T22:23:00Z a b c",
            #"{"log":"nothing","stream":"x"}"#, #"{"log":5}"#, #"[x] "GET / HTTP/1.1" - "ref" 12 "a""#,
        ])
    func none(line: String) {
        #expect(LineFormat.detected(JSONFields()).code(in: line) == nil)
    }

    @Test("columns of the Extended Log File Format are those that the log names last")
    func columns() {
        let log = """
            #Software: Microsoft Internet Information Services 10.0
            #Fields: date time cs-method cs-uri-stem cs(User-Agent) sc-status sc-substatus time-taken
            2026-03-12 08:00:00 GET /a Mozilla/5.0+("x") 200 0 15
            2026-03-12 08:00:00 GET /a - 404 0 200
            #Fields: sc-status\ttime
            503\t08:00:00
            """
        var counts = CodeCounts()
        let scanner = LineScanner(.detected(JSONFields()))
        Array(log.utf8).withUnsafeBufferPointer { scanner.count($0, into: &counts) }
        #expect(counts.byCode == ["200": 1, "404": 1, "503": 1])
    }

    @Test(
        "a field is found at any depth, nested or with dots between its keys, also in arrays",
        arguments: [
            ("http.response.status_code", #"{"http":{"response":{"status_code":504}},"message":"a"}"#, "504"),
            ("http.response.status_code", #"{"http.response.status_code":503,"message":"b"}"#, "503"),
            ("http.response.status_code", #"{"http":{"response.status_code":503}}"#, "503"),
            ("response.status_code", #"{"http":{"response":{"status_code":504}}}"#, "504"),
            ("errCode", #"{"event":{"outcome":{"errCode":"P1002"}}}"#, "P1002"),
            ("errCode", #"{"event":{"errCode":"P1"},"errCode":"P2"}"#, "P2"),
            ("errCode", #"{"errors":[5,"x",[],{"a":[]},{"errCode":"P3"}]}"#, "P3"),
            ("errors.errCode", #"{"errors":[{"errCode":"P3"}]}"#, "P3"),
            ("a.errCode", #"{"b":{"errCode":"P1"},"a":{"errCode":"P2"}}"#, "P2"),
            ("err.code", #"level=error err.code=E7 code=E8"#, "E7"),
            ("level", #"level=warn msg=x"#, "warn"),
        ])
    func fields(field: String, line: String, code: String) {
        #expect(LineFormat.detected(JSONFields(name: field)).code(in: line) == code)
    }

    @Test(
        "another field is not the one that is meant",
        arguments: [
            ("a.code", #"{"ba":{"code":1},"code":2,"xa.code":3}"#), ("code", #"{"xcode":1,"codes":2}"#),
            ("a.b.c", #"{"b":{"c":1},"a":{"c":2}}"#), ("code", #"{"code":[1]}"#),
        ])
    func otherFields(field: String, line: String) {
        #expect(LineFormat.detected(JSONFields(name: field)).code(in: line) == nil)
    }

    @Test("objects that are nested thousands deep are passed over")
    func deep() {
        let line = String(repeating: #"{"a":"#, count: 5000) + "1" + String(repeating: "}", count: 5000)
        #expect(LineFormat.detected(JSONFields()).code(in: line.dropLast() + #","status":404}"#) == "404")
        #expect(LineFormat.detected(JSONFields(name: "a")).code(in: line) == nil)
    }

    @Test(
        "a line of a megabyte of what readers look for is read in one go",
        arguments: ["] \"", "\"", "{\"a\":", "a=\"", "1/", "{ ", "\\", "[", "E100-", "2026-", "(1", " http "])
    func runs(unit: String) {
        let line = "x [a] \"" + String(repeating: unit, count: LogReader.longestLine / unit.utf8.count - 10)
        #expect(LineFormat.detected(JSONFields()).code(in: line) == nil)
        let fields =
            "{\"\(String(repeating: "k.", count: 200_000))\":{"
            + String(repeating: "\"code\":1,", count: 50_000)
        #expect(LineFormat.detected(JSONFields()).code(in: fields) == "1")
    }
}
