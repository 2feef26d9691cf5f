import Testing

@testable import KBText

@Suite("Width on a terminal")
struct DisplayWidthTests {
    @Test(
        "text takes as many columns as a terminal gives it",
        arguments: [
            ("", 0), ("abc", 3), ("重定向", 6), ("ＡＢ", 4), ("，。", 4), ("é", 1), ("e\u{301}", 1), ("한글", 4),
            ("😀", 2), ("👨\u{200D}👩\u{200D}👧", 2), ("🇨🇳", 2), ("👍🏽", 2), ("❤\u{FE0F}", 2), ("❤", 1), ("“”…—", 4),
            ("𠀀", 2), ("ｱ", 1), ("a\u{200B}b", 2), ("\u{1B}", 0), ("1\u{FE0F}\u{20E3}", 2), ("㈱", 2),
            ("ก็", 1), ("±×", 2),
        ])
    func examples(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width, "\(text)")
    }

    @Test("the shortcut for plain text agrees with the table")
    func shortcut() {
        for value in UInt32(0x20)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            if DisplayWidth.of(text) != DisplayWidth.of(Character(scalar)) {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test("padding counts columns and cuts nothing")
    func padding() {
        #expect(DisplayWidth.padded("锁定", to: 6) == "锁定  ")
        #expect(DisplayWidth.padded("锁定", to: 3) == "锁定")
    }
}
