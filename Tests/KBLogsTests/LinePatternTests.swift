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
        "what would mean something else than people think is refused",
        arguments: [
            (#"\p{L}"#, LinePatternError.unknownEscape("p")),
            (#"(a)\1"#, .unknownEscape("1")),
            (#"a.*?b"#, .lazyRepetition),
            (#"a+?"#, .lazyRepetition),
            (#"a{2}?"#, .lazyRepetition),
            (#"[a\.]"#, .escapeInBrackets),
            (#"[\]]"#, .escapeInBrackets),
            (#"[a\"#, .escapeInBrackets),
            ("(", .invalid(reason: #"Unmatched ( or \("#)),
            ("(?:a)", .invalid(reason: "Invalid preceding regular expression")),
            ("a\\", .invalid(reason: "Trailing backslash")),
            ("[a", .invalid(reason: "Unmatched [, [^, [:, [., or [=")),
            ("[[:a", .invalid(reason: "Unmatched [, [^, [:, [., or [=")),
        ])
    func refused(pattern: String, error: LinePatternError) {
        #expect(throws: error) { try LinePattern(pattern) }
    }
}
