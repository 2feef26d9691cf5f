import TestSupport
import Testing

@testable import KBText

@Suite("Writing JSON")
struct JSONValueTests {
    @Test("JSON escapes what steers a terminal, and nothing else")
    func json() {
        let value = JSONValue.object([
            ("a", .string("\"\\\n\u{7}\u{8}\u{202E}中💥/")),
            ("b", .array([.number(-1), .real(0.5), .bool(true), .null])),
        ])
        #expect(value.text == #"{"a":"\"\\\n\u0007\b\u202e中💥/","b":[-1,0.5,true,null]}"#)
    }

    @Test("an invisible character beyond U+FFFF is written as its two halves")
    func tags() {
        #expect(JSONValue.string("a\u{E0041}").text == #""a\udb40\udc41""#)
    }

    @Test("no JSON has a character in it that misleads whoever reads it")
    func harmless() {
        let seed = SeededRandom.printedSeed("JSON")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<2000 {
            let json = JSONValue.string(generator.text(length: 40)).text
            #expect(!json.unicodeScalars.contains { HarmfulCharacters.contains($0.value) }, "seed \(seed)")
        }
    }
}
