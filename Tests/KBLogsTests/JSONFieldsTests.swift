import Testing

@testable import KBLogs

@Suite("JSON lines")
struct JSONFieldsTests {
    @Test(
        "the code is the value of a usual field",
        arguments: [
            (#"{"status":404}"#, "404"),
            (#"{"time":"t","request":"GET /","status":404,"size":1}"#, "404"),
            (#"{"status":"404"}"#, "404"),
            (#"{ "status" : 404 , "a" : 1 }"#, "404"),
            ("{\t\"status\"\t:\t404}\r", "404"),
            (#"  {"status_code":502}"#, "502"),
            (#"{"statusCode":201}"#, "201"),
            (#"{"http_status":301}"#, "301"),
            (#"{"code":"ENOENT"}"#, "ENOENT"),
            (#"{"code":"42P01"}"#, "42P01"),
            (#"{"code":"5.1.1"}"#, "5.1.1"),
            (#"{"code":-1}"#, "-1"),
            (#"{"status":0}"#, "0"),
            (#"{"status":404"#, "404"),
            ("\u{FEFF}{\"status\":404}", "404"),
        ])
    func usual(line: String, code: String) {
        #expect(LineFormat.json(JSONFields()).code(in: line) == code)
        #expect(LineFormat.detected(JSONFields()).code(in: line) == code)
    }

    @Test(
        "what stands in a text, or deeper, is no field",
        arguments: [
            (#"{"message":"{\"status\":500}","status":200}"#, "200"),
            (#"{"message":"\"status\":500,","status":200}"#, "200"),
            (#"{"message":"\\","status":200}"#, "200"),
            (#"{"message":"\\\"","status":200}"#, "200"),
            (#"{"status":"\"404\"","code":200}"#, "200"),
            (#"{"list":[{"status":500}],"status":200}"#, "200"),
            (#"{"list":["}]",["]"],{"a":"]}"}],"status":200}"#, "200"),
            (#"{"a":{"b":{"status":500}},"code":200}"#, "200"),
            (#"{"a":{},"b":[],"c":{"d":{}},"code":200}"#, "200"),
        ])
    func texts(line: String, code: String) {
        #expect(LineFormat.json(JSONFields()).code(in: line) == code)
    }

    @Test(
        "fields of the object go before nested ones, then the surer name, then the first",
        arguments: [
            (#"{"response":{"status":404}}"#, "404"),
            (#"{"order":{"status":3},"code":500}"#, "500"),
            (#"{"code":7,"status":500}"#, "500"),
            (#"{"a":{"code":1},"b":{"status":2},"c":{"status":3}}"#, "2"),
            (#"{"status":{"code":404}}"#, "404"),
            (#"{"status":"ok","code":200}"#, "200"),
            (#"{"status":null,"http_status":200}"#, "200"),
            (#"{"status":true,"http_status":200}"#, "200"),
            (#"{"status":"-","http_status":200}"#, "200"),
            (#"{"status":[1],"code":2}"#, "2"),
        ])
    func order(line: String, code: String) {
        #expect(LineFormat.json(JSONFields()).code(in: line) == code)
    }

    @Test(
        "other lines have none",
        arguments: [
            "", "{", "{}", "{}{\"status\":1}", "{\"status\"", "{\"status\":", "{\"status\":}",
            "{\"status\":\"",
            "{\"status\":\"\"}", "{\"status\" 404}", "{status:404}", "[{\"status\":404}]",
            "{\"a\":{\"b\":{\"c\":[",
            "{\"a\":\"\\", "{\"Status\":404}", "{\"status\":\"success\"}", "{\"status\":\"200 OK\"}",
            "{\"status\":nan}",
            "1 \"GET /\" 200",
        ])
    func none(line: String) {
        #expect(LineFormat.json(JSONFields()).code(in: line) == nil)
    }

    @Test("a field that is named has any text without escapes")
    func named() {
        let level = LineFormat.json(JSONFields(name: "level"))
        #expect(level.code(in: #"{"status":200,"level":"warn"}"#) == "warn")
        #expect(level.code(in: #"{"log":{"level":"支付失败"}}"#) == "支付失败")
        #expect(level.code(in: #"{"level":3}"#) == "3")
        #expect(level.code(in: #"{"level":"a\nb"}"#) == nil)
        #expect(level.code(in: #"{"status":200}"#) == nil)
        #expect(level.code(in: "{\"level\":\"\(String(repeating: "x", count: 65))\"}") == nil)
        let long = JSONFields(name: String(repeating: "n", count: 100))
        #expect(LineFormat.json(long).code(in: "{\"\(String(repeating: "n", count: 100))\":1}") == "1")
        #expect(LineFormat.json(long).code(in: "{\"\(String(repeating: "n", count: 99))\":1}") == nil)
    }
}
