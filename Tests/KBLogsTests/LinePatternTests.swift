import Testing

@testable import KBLogs

@Suite("patterns")
struct LinePatternTests {
    @Test(
        "the code is the first group that takes part, else the whole match",
        arguments: [
            (#"E[A-Z]+"#, "open: ENOENT", "ENOENT"),
            (#"code=(\w+)"#, "x code=42P01;", "42P01"),
            (#"\b([245]\.\d\.\d{1,3})\b"#, "550 5.1.1 no", "5.1.1"),
            (#"errno=(\d+)|code=(\d+)"#, "code=7", "7"),
            (#"(\d+)$"#, "exit 3\r", "3"),
            ("\\t(\\d+)\\t", "a\t12\tb", "12"),
            (#"[\d.]+x"#, "v1.2x", "1.2x"),
            (#"[^\s\d](\D)"#, "1ab", "b"),
            (#"(?<code>E\d+)"#, "x E12", "E12"),
            (#"(\w+)=(?<code>\d+)"#, "errno=2", "2"),
            (#"(?i)error (\d+?)\b"#, "ERROR 404!", "404"),
            (#"a.*?(\d)"#, "a1b2", "1"),
            (#"(?:code|status)[=:]\s*(\d{3})(?!\d)"#, "status: 4040 code=503", "503"),
            (#"(a)\1(\d)"#, "aa7", "a"),
            (#"\p{Han}(\d+)"#, "错7", "7"),
            (#"[a\.\]]+"#, "xa.]", "a.]"),
            (#"[]x]+"#, "a]x]b", "]x]"),
            (#"[^]x]+"#, "]ab]", "ab"),
            (#"[[:digit:]]+"#, "ab12", "12"),
            (#"a\.b|\(\d\)"#, "(4)", "(4)"),
            (#"错误码[：:](\w+)"#, "支付失败，错误码：E1001，重试", "E1001"),
            (#"错误.?(\d+)"#, "错误：7", "7"),
        ])
    func codes(pattern: String, line: String, code: String) throws {
        #expect(LineFormat.pattern(try LinePattern(pattern)).code(in: line) == code)
    }

    @Test(
        "lines without a match, or with an empty one, have no code",
        arguments: ["E[A-Z]+", "x*", "(y)?o", ""])
    func none(pattern: String) throws {
        #expect(LineFormat.pattern(try LinePattern(pattern)).code(in: "no") == nil)
        #expect(LineFormat.pattern(try LinePattern(pattern)).code(in: "") == nil)
    }

    @Test("bytes that are no UTF-8, and NULs, do not end a line")
    func bytes() throws {
        let line: [UInt8] = [0x00, 0xFF, 0x80] + Array("E1".utf8) + [0x00, 0xC3]
        #expect(LineFormat.pattern(try LinePattern("E[0-9]")).code(in: line) == "E1")
        #expect(LineFormat.pattern(try LinePattern("(E[0-9])|错")).code(in: line) == "E1")
    }

    @Test(
        "long lines are searched like short ones, up to a length",
        arguments: [0, 250, 260, 9000, 16_370, 16_400])
    func long(length: Int) throws {
        for filler in [UInt8(ascii: "x"), 0x00, 0xFF] {
            let line = [UInt8](repeating: filler, count: length) + Array("! E1 E22,".utf8)
            let code = length < LinePattern.longestLine ? "E1" : nil
            for pattern in ["E[0-9]+", "(E[0-9]+)( |,)", "(E1).|^y", #"\b(E\d+) E22"#, "(E1)[^$]|错"] {
                #expect(LineFormat.pattern(try LinePattern(pattern)).code(in: line) == code, "\(pattern)")
            }
            #expect(try LineFormat.pattern(LinePattern(#"(\w+) failed"#)).code(in: line) == nil)
            #expect(try LineFormat.pattern(LinePattern("(x)$")).code(in: line) == nil)
        }
    }

    @Test(
        "a search that goes back too often is given up, and the next line is searched",
        arguments: ["(a+)+$", "(a|aa)+$", "(?:(?:a+)+)+$|y"])
    func givenUp(pattern: String) throws {
        let format = LineFormat.pattern(try LinePattern(pattern))
        var counts = CodeCounts()
        let lines = Array((String(repeating: "a", count: 16_000) + "!\naa\n").utf8)
        lines.withUnsafeBufferPointer { LineScanner(format).count($0, into: &counts) }
        #expect((counts.lines, counts.linesGivenUp) == (2, 1))
    }

    @Test("a line that needs much room to search is searched all the same")
    func room() throws {
        let line = String(repeating: "ab", count: 8000) + "7"
        #expect(LineFormat.pattern(try LinePattern("(?:(a)|b)*([0-9])")).code(in: line) == "a")
    }

    @Test("a pattern of 20,000 letters is searched for")
    func large() throws {
        let letters = String(repeating: "k", count: 16_000)
        #expect(LineFormat.pattern(try LinePattern(letters + "|(b)")).code(in: letters) == nil)
        #expect(
            LineFormat.pattern(try LinePattern(String(repeating: "k", count: 20_000))).code(in: "b") == nil)
    }

    @Test(
        "what is no pattern is refused, with the place",
        arguments: [
            ("(", 114, "missing closing parenthesis", 1),
            ("错误[0-9", 106, "missing terminating ] for character class", 6),
            (#"a\"#, 101, #"\ at end of pattern"#, 2),
            (#"a\y"#, 103, #"unrecognized character follows \"#, 2),
            ("a{2,1}", 104, "numbers out of order in {} quantifier", 5),
            ("*", 109, "quantifier does not follow a repeatable item", 0),
            (#"\p{Nothing}"#, 147, #"unknown property after \P or \p"#, 11),
            ("(((a{1,100}){1,100}){1,100})", 120, "regular expression is too large", 28),
        ])
    func refused(pattern: String, code: Int, reason: String, offset: Int) {
        #expect(throws: LinePatternError.invalid(code: code, reason: reason, offset: offset)) {
            try LinePattern(pattern)
        }
    }
}
