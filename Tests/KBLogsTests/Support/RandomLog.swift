import Foundation
import TestSupport

@testable import KBLogs

extension SeededRandom {
    private static let awkward = [
        "\"", "\\", "\\\"", "\\\\", " ", "\t", "GET /", "200", "404 ", "-", "{", "}", "[", "]", "status", ":",
        ",",
        "错", "é", "\u{1}", "\r", "\u{FEFF}",
    ]

    /// What syslog, journald, Docker, Kubernetes and their tools write before a line.
    private static let prefixes = [
        "", "", "", "2026-03-12T08:00:00.123456789Z stdout F ", "api-1  | ", "[pod/api-7d4b9/api] ",
        "Mar  2 08:00:00 host app[12]: ", "<134>1 2026-03-12T08:00:00Z host app 12 - [meta a=\"b\"] ",
        "2026-03-12T08:00:00+0800 host app[12]: ", "INFO 12:00 ",
    ]

    /// Returns a log of lines in all formats, odd ones among them, with or without a line feed at its end.
    mutating func log(lines: Int) -> [UInt8] {
        var log: [UInt8] = []
        for _ in 0..<lines {
            switch Int.random(in: 0..<14, using: &self) {
            case 0..<3: log += Array((pick(Self.prefixes) + accessLine()).utf8)
            case 3..<6: log += Array(((oneIn(9) ? " " : "") + pick(Self.prefixes) + object()).utf8)
            case 6: log += Array(text(of: Self.awkward.filter { $0 != "{" }, below: 12).utf8)
            case 7: log += Array((pick(Self.prefixes) + logfmt()).utf8)
            case 8: log += Array((pick(Self.prefixes) + proxyLine()).utf8)
            case 9: log += Array((pick(Self.prefixes) + balancerLine()).utf8)
            case 10: log += Array((pick(Self.prefixes) + errorLine()).utf8)
            case 11: log += wrapped()
            case 12 where oneIn(3): log += Array(columns().utf8)
            default:
                log += (0..<Int.random(in: 0..<40, using: &self)).map { _ in
                    oneIn(3) ? pick(Array("\"\\ 404\t\r".utf8)) : .random(in: 0...255, using: &self)
                }.filter { $0 != 0x0A && $0 != UInt8(ascii: "{") }
            }
            log.append(0x0A)
        }
        if oneIn(2) { log.removeLast() }
        return log
    }

    private mutating func logfmt() -> String {
        (0..<Int.random(in: 1..<6, using: &self)).map { number in
            let key = pick(
                JSONFields.usual + ["level", "http.status_code", "xstatus", "msg", "a?status", "é"])
            let value = pick([
                "404", "ENOENT", "ok", "", "\"a status=500 b\"", "\"502\"", "\"x\\\"y\"", "5.1.1", "a=b",
                "404,",
                "\"40\"4",
            ])
            return "\(key)=\(value)" + (number == 0 ? "" : pick(["", " word", "\t"]))
        }.joined(separator: pick([" ", "  ", "\t"]))
    }

    private mutating func proxyLine() -> String {
        let times = pick([
            "10/0/30/69/109", "-1/-1/-1/-1/5", "1/2/3/4/+50", "1/2/3/4", "1/2/3/4/x", "1/2/3/4/5/6",
        ])
        let status = pick(["200", "503", "-1", "20", "2000"])
        return "haproxy[14]: 1.2.3.4:5 [06/Feb/2026:12:14:14.655] in static/srv1 \(times) \(status) "
            + "\(pick(["2750", "+12", "-", "x"])) - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} \"GET / HTTP/1.1\""
    }

    private mutating func balancerLine() -> String {
        let type = pick(["http", "https", "h2", "grpcs", "ws", "wss", "tls"])
        let status = pick(["200", "502", "460", "-", "20"])
        return
            "\(type) 2026-07-02T22:23:00.186641Z app/lb/50dc 1.2.3.4:2817 10.0.0.1:80 0.0 0.001 -1 \(status) "
            + "\(pick(["200", "-"])) 34 366 \"GET http://a/?b=\(pick(["", "] \\\"", " 200 "])) HTTP/1.1\" \"curl/8\" - -"
    }

    private mutating func errorLine() -> String {
        let reason = pick([
            "(111: Connection refused)", "(a) (2: No such file)", "(none)", "(99999: x)", "(13:no)", "",
        ])
        return
            "2026/03/12 08:00:00 [\(pick(["error", "crit"]))] 12#\(pick(["12", "x"])): *5 open() failed \(reason) "
            + "while connecting, request: \"GET / HTTP/1.1\", host: \"a\""
    }

    /// A line as Docker and journald put it into a text of JSON.
    private mutating func wrapped() -> [UInt8] {
        let line =
            pick([accessLine(), object(), logfmt(), proxyLine(), errorLine()]) + pick(["", "\n", "\r\n"])
        let text = (try? JSONEncoder().encode(line)) ?? Data()
        return Array("{\"\(pick(["log", "MESSAGE"]))\":".utf8) + Array(text)
            + Array(",\"stream\":\"stdout\"}".utf8)
    }

    /// Lines of the Extended Log File Format, after the one that names their columns.
    private mutating func columns() -> String {
        let separator = pick([" ", "\t"])
        var names = ["date", "time", "cs-uri-stem", "sc-status", "sc-substatus", "time-taken"]
        if oneIn(2) { names.reverse() }
        var lines = ["#Software: IIS", "#Fields: " + names.joined(separator: " ")]
        for _ in 0..<Int.random(in: 0..<5, using: &self) {
            let cells = names.map { name in
                switch name {
                case "date": "2026-03-12"
                case "time": "08:00:00"
                case "cs-uri-stem": "/a+b"
                case "sc-status": pick(["200", "404", "0", "-", "2000", ""])
                default: String(Int.random(in: 0..<900, using: &self))
                }
            }
            lines.append(cells.prefix(oneIn(5) ? 3 : 9).joined(separator: separator) + (oneIn(4) ? "\r" : ""))
        }
        return lines.joined(separator: "\n")
    }

    private mutating func accessLine() -> String {
        let user = oneIn(5) ? #"a\"b"# : "-"
        let request = text(of: ["GET ", "/", "a?b=", #"\""#, #"\\"#, "\\x22", "错误", " 500 ", "-"], below: 8)
        let status = pick(["200", "404", "000", "5", "42", "4044", "-", "", "20x", "499"])
        let rest = pick([" 1234", #" 12 "-" "curl/8.5""#, "", "\r", "\t1", " "])
        return #"\#(pick(["1.2.3.4", "2001:db8::1", ""])) - \#(user) [x] "\#(request)" \#(status)\#(rest)"#
    }

    /// An object of which only one of those in it has the usual fields, because a decoder does not keep the order.
    private mutating func object() -> String {
        var members = members(depth: 0, named: JSONFields.usual)
        if oneIn(2) {
            var inner = "{" + self.members(depth: 2, named: JSONFields.usual).joined(separator: ",") + "}"
            for name in ["x", "y"].prefix(Int.random(in: 0..<3, using: &self)) {
                inner = #"{"\#(name)":\#(inner)}"#
            }
            members.append(#""inner":\#(inner)"#)
        }
        if oneIn(4) {
            let value = value(depth: 3)
            members.append(
                pick([
                    #""http.response.status_code":\#(value)"#,
                    #""http":{"response":{"status_code":\#(value)}}"#,
                    #""http":{"response.status_code":\#(value)}"#,
                ]))
        }
        members.shuffle(using: &self)
        return "{" + members.joined(separator: ",") + "}"
    }

    /// Members of an object; each name once, because a decoder does not keep the order.
    private mutating func members(depth: Int, named fields: [String]) -> [String] {
        var names = ["a", "b", "time", "Status", "xstatus", "statuses", "co de"] + fields
        return (0..<Int.random(in: 0..<9, using: &self)).compactMap { _ -> String? in
            guard !names.isEmpty else { return nil }
            let name = names.remove(at: Int.random(in: 0..<names.count, using: &self))
            return #"\#(blank())"\#(name)"\#(blank()):\#(blank())\#(value(depth: depth))\#(blank())"#
        }
    }

    private mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<9, using: &self) {
        case 0: return String(Int.random(in: -1..<600, using: &self))
        case 1: return pick(["404.0", "5e2", "1.5", "404.00", "-4e2", "7"])
        case 2: return pick(["true", "false", "null", "[]", "{}", "[1,2]", #"["}",{"status":1}]"#])
        case 3 where depth < 3:
            return "{" + members(depth: depth + 1, named: []).joined(separator: ",") + "}"
        case 4 where depth < 3: return #"[{"status":500},\#(value(depth: 3))]"#
        case 5:
            return #""\#(pick(["404", "ENOENT", "42P01", "5.1.1", "ok", "OK", "200 OK", "-", "", "A_B"]))""#
        default:
            let pieces = [
                #"\""#, #"\\"#, #"\n"#, #"\u0022"#, "{", "}", "[", "]", ":", ",", "status",
                #"\"status\":500,"#, "错误", " ",
                "12345678",
            ]
            return "\"\(text(of: pieces, below: 9))\""
        }
    }

    private mutating func blank() -> String { oneIn(6) ? pick([" ", "\t", "  "]) : "" }
}
