import Foundation
import TestSupport
import Testing

@testable import KBText

@Suite("cutting text into tokens")
struct TokenizerTests {
    /// The tokens as texts, parted by bars.
    private func tokens(_ text: String) -> String {
        let tokens = Tokens(text)
        return tokens.keys.map { key in
            if key.isWord { return String(decoding: tokens.letters[tokens.range(of: key)], as: UTF8.self) }
            var pair = String.UnicodeScalarView()
            for value in [key.first, key.second] where value != 0 {
                if let scalar = Unicode.Scalar(value) { pair.append(scalar) }
            }
            return String(pair)
        }.joined(separator: "|")
    }

    @Test(
        "Han is cut into pairs and a last character, the rest into words",
        arguments: [
            ("重定向", "重定|定向|向"), ("404 Not Found", "404|not|found"), ("用HTTP访问", "用|http|访问|问"),
            ("锁", "锁"), ("", ""), ("，。 -", ""), ("Ｎｏｔ　ｆｏｕｎｄ", "not|found"), ("Straße", "strasse"),
        ])
    func cuts(text: String, expected: String) {
        #expect(tokens(text) == expected)
    }

    @Test(
        "it does not matter how a character is written",
        arguments: [
            ("车\u{F902}", "车車|車"), ("\u{2F46}", "无"), ("\u{2F08}类", "人类|类"), ("\u{2F800}", "丽"),
            ("か\u{3099}", "が"), ("ﾊﾟｿｺﾝ", "パソコン"), ("\u{1112}\u{1161}\u{11AB}", "한"),
            ("e\u{301}te\u{301}", "ete"),
        ])
    func twins(text: String, expected: String) {
        #expect(tokens(text).unicodeScalars.elementsEqual(expected.unicodeScalars), "\(tokens(text))")
    }

    @Test(
        "characters that are never seen are nothing",
        arguments: [
            "\u{200B}", "\u{AD}", "\u{2060}", "\u{FEFF}", "\u{FE0F}", "\u{E0100}", "\u{200D}",
        ])
    func ignorable(mark: String) {
        #expect(tokens("重\(mark)定\(mark)向\(mark)") == "重定|定向|向")
        #expect(tokens("word\(mark)break") == "wordbreak")
    }

    /// The tokens as the definition has them, of the folded text, scalar by scalar.
    private func defined(_ text: String) -> String {
        let scalars = Array(TextFolding.fold(text).unicodeScalars)
        var tokens: [String] = []
        var word = ""
        for (index, scalar) in scalars.enumerated() {
            let isHan = Han.contains(scalar)
            if isHan || !Word.contains(scalar) {
                if !word.isEmpty { tokens.append(word) }
                word = ""
            } else {
                word.unicodeScalars.append(scalar)
            }
            guard isHan else { continue }
            let next =
                index + 1 < scalars.count && Han.contains(scalars[index + 1]) ? scalars[index + 1] : nil
            tokens.append(String(scalar) + (next.map { String($0) } ?? ""))
        }
        return (tokens + (word.isEmpty ? [] : [word])).joined(separator: "|")
    }

    @Test("random texts are cut as the definition says")
    func property() {
        let seed = SeededRandom.printedSeed("tokenizer")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<5000 {
            let text = generator.text(length: 60)
            #expect(
                tokens(text).utf8.elementsEqual(defined(text).utf8), "seed \(seed): \(text.debugDescription)")
        }
    }

    @Test("every scalar by itself and next to a Han character is cut as the definition says")
    func everyScalar() {
        for value in UInt32(0)...0x32000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in [String(scalar), "\(scalar)中", "中\(scalar)"] {
                guard tokens(text).utf8.elementsEqual(defined(text).utf8) else {
                    Issue.record("U+\(String(value, radix: 16))")
                    return
                }
            }
        }
    }

    @Test("canonically equivalent texts have the same tokens")
    func canonicalTwins() {
        var different: [String] = []
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned else {
                continue
            }
            let text = String(scalar)
            let parts = text.decomposedStringWithCanonicalMapping
            let whole = text.precomposedStringWithCanonicalMapping
            guard
                !parts.unicodeScalars.elementsEqual(text.unicodeScalars)
                    || !whole.unicodeScalars.elementsEqual(text.unicodeScalars)
            else { continue }
            let expected = Array(tokens(text).unicodeScalars)
            for twin in [parts, whole] where Array(tokens(twin).unicodeScalars) != expected {
                different.append(String(value, radix: 16))
            }
        }
        #expect(different == [])
    }
}
