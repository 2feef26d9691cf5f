import TestSupport
import Testing

@testable import KBPresentation

@Suite("Text safe for a terminal")
struct TerminalTextTests {
    @Test("control, invisible and reordering characters are shown as escapes")
    func escapes() {
        #expect(TerminalText.escaped("a\u{1B}[31mb") == #"a\x1B[31mb"#)
        #expect(TerminalText.escaped("\u{0}\u{7F}\u{85}\r") == #"\x00\x7F\x85\x0D"#)
        #expect(
            TerminalText.escaped("x\u{202E}y\u{2066}\u{200B}\u{FEFF}\u{2028}")
                == #"x\u{202E}y\u{2066}\u{200B}\u{FEFF}\u{2028}"#)
    }

    @Test("ordinary text stays, with its newlines and tabs")
    func ordinary() {
        for text in ["", "重定向\n\tOK — “引用” é 😀 ｆ", "👨\u{200D}👩\u{200D}👧", "❤\u{FE0F}\u{200D}🔥"] {
            #expect(TerminalText.escaped(text) == text)
        }
        #expect(TerminalText.escaped("a\nb", keepingNewlines: false) == #"a\nb"#)
        #expect(TerminalText.escaped("a\u{200D}b") == #"a\u{200D}b"#)
    }

    @Test("nothing harmful is left of random text")
    func property() {
        let seed = SeededRandom.printedSeed("terminal text")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<2000 {
            let escaped = TerminalText.escaped(generator.text(length: 40))
            for scalar in escaped.unicodeScalars {
                let value = scalar.value
                let isHarmful =
                    (value < 0x20 && value != 9 && value != 10) || (0x7F...0x9F).contains(value)
                    || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
                #expect(!isHarmful, "seed \(seed)")
            }
        }
    }
}
