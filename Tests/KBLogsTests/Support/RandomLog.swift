import TestSupport

@testable import KBLogs

extension SeededRandom {
    private static let awkward = [
        "\"", "\\", "\\\"", "\\\\", " ", "\t", "GET /", "200", "404 ", "-", "{", "}", "[", "]", "status", ":",
        ",",
        "错", "é", "\u{1}", "\r", "\u{FEFF}",
    ]

    /// Returns a log of lines in all formats, odd ones among them, with or without a line feed at its end.
    mutating func log(lines: Int) -> [UInt8] {
        var log: [UInt8] = []
        for _ in 0..<lines {
            switch Int.random(in: 0..<8, using: &self) {
            case 0..<3: log += Array(accessLine().utf8)
            case 3..<6: log += Array((oneIn(9) ? " " : "").utf8) + Array(object(depth: 0).utf8)
            case 6: log += Array(text(of: Self.awkward.filter { $0 != "{" }, below: 12).utf8)
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

    private mutating func accessLine() -> String {
        let user = oneIn(5) ? #"a\"b"# : "-"
        let request = text(of: ["GET ", "/", "a?b=", #"\""#, #"\\"#, "\\x22", "错误", " 500 ", "-"], below: 8)
        let status = pick(["200", "404", "000", "5", "42", "4044", "-", "", "20x", "499"])
        let rest = pick([" 1234", #" 12 "-" "curl/8.5""#, "", "\r", "\t1", " "])
        return #"\#(pick(["1.2.3.4", "2001:db8::1", ""])) - \#(user) [x] "\#(request)" \#(status)\#(rest)"#
    }

    private mutating func object(depth: Int) -> String {
        // Each name once in a line, because a decoder does not keep the order.
        var names = ["a", "b", "time", "Status", "xstatus", "statuses", "co de"]
        names += depth == 1 ? [] : JSONFields.usual
        let members = (0..<Int.random(in: 0..<9, using: &self)).compactMap { _ -> String? in
            guard !names.isEmpty else { return nil }
            let name = names.remove(at: Int.random(in: 0..<names.count, using: &self))
            return #"\#(blank())"\#(name)"\#(blank()):\#(blank())\#(value(depth: depth))\#(blank())"#
        }
        // One of the objects in it may have the fields too.
        let inner = depth == 0 && oneIn(3) ? [#""inner":\#(innerObject())"#] : []
        return "{" + (members + inner).joined(separator: ",") + "}"
    }

    private mutating func innerObject() -> String {
        let members = JSONFields.usual.filter { _ in oneIn(3) }.map { #""\#($0)":\#(value(depth: 2))"# }
        return "{" + members.joined(separator: ",") + "}"
    }

    private mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<9, using: &self) {
        case 0, 1: return String(Int.random(in: -1..<600, using: &self))
        case 2: return pick(["true", "false", "null", "[]", "{}", "[1,2]", #"["}",{"status":1}]"#])
        case 3 where depth < 3: return object(depth: depth + 1)
        case 4 where depth < 3: return "[\(object(depth: 3)),\(value(depth: 3))]"
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
