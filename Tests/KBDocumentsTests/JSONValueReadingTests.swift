import KBText
import TestSupport
import Testing

@testable import KBDocuments

@Suite("reading a value of JSON")
struct JSONValueReadingTests {
    private func read(_ text: String) -> JSONValue? {
        Array(text.utf8).withUnsafeBytes { JSONValue(reading: $0) }
    }

    @Test("what was written is read back")
    func written() {
        var random = SeededRandom(seed: SeededRandom.printedSeed("JSON values"))
        for _ in 0..<2000 {
            let text = value(&random, depth: 0).text
            #expect(read(text)?.text == text)
        }
    }

    private func value(_ random: inout SeededRandom, depth: Int) -> JSONValue {
        switch random.number(0...(depth < 4 ? 7 : 5)) {
        case 0: .number(random.number(-1_000_000...1_000_000))
        case 1: .real(Double(random.number(-99...99)) + 0.5)
        case 2: .bool(random.oneIn(2))
        case 3: .null
        case 4, 5: .string(random.scalars(upTo: 20))
        case 6: .array((0..<random.number(0...4)).map { _ in value(&random, depth: depth + 1) })
        default:
            .object(
                (0..<random.number(0...4)).map { _ in
                    (random.scalars(upTo: 5), value(&random, depth: depth + 1))
                })
        }
    }

    @Test("what is no JSON, or more than one value, is not read")
    func others() {
        let texts = [
            "", " ", "{", "[1,]", "{\"a\":}", "01", "+1", "NaN", "'a'", "1 2", "\"\u{0}\"", "\"\\ud800\"",
            "tru",
            String(repeating: "[", count: 300) + String(repeating: "]", count: 300),
        ]
        for text in texts { #expect(read(text) == nil, "\(text)") }
        #expect([UInt8]([0x22, 0xFF, 0x22]).withUnsafeBytes { JSONValue(reading: $0) } == nil)
        #expect(read(" 12345678901234567890 ") != nil && read("-0.5e3")?.text == "-500.0")
    }
}
