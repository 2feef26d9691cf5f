import TestSupport
import Testing

@testable import KBText

@Suite("Folding text")
struct TextFoldingTests {
    @Test(
        "case, width, accents and compatibility forms do not matter",
        arguments: [
            ("Non-Authoritative", "non-authoritative"), ("ＨＴＴＰ４０４！", "http404!"), ("Café", "cafe"),
            ("Cafe\u{301}", "cafe"), ("ÅNGSTRÖM", "angstrom"), ("ﬁle ﬂow", "file flow"), ("Ⅳ", "iv"),
            ("①⑳", "120"), ("x²", "x2"), ("Straße", "strasse"), ("İstanbul", "istanbul"),
            ("ΑΘΉΝΑΣ", "αθηνασ"), ("Ёлка", "елка"), ("\u{2F00}\u{2F08}", "一人"), ("\u{F900}", "豈"),
            ("ﾊﾝｶｸ", "ハンカク"), ("が", "が"), ("か\u{3099}", "が"), ("ｶﾞ", "ガ"), ("\u{3000}", " "),
            ("Việt Nam", "viet nam"), ("soft\u{AD}hyphen", "softhyphen"), ("Ǖ", "u"), ("ẛ̣", "s"),
        ])
    func examples(text: String, folded: String) {
        #expect(TextFolding.fold(text).unicodeScalars.elementsEqual(folded.unicodeScalars), "\(text)")
    }

    @Test("Han characters, punctuation, square words and emoji stay")
    func unchanged() {
        for text in ["重定向 協議", "、。「」", "㈱㍿", "😀", "æøđł", "half ½"] {
            #expect(TextFolding.fold(text) == text)
        }
    }

    @Test("folding twice changes nothing more")
    func idempotent() {
        let seed = SeededRandom.printedSeed("folding")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<3000 {
            let folded = TextFolding.fold(generator.text(length: 30))
            #expect(
                TextFolding.fold(folded).unicodeScalars.elementsEqual(folded.unicodeScalars),
                "seed \(seed): \(folded.debugDescription)")
        }
    }

    @Test("every scalar folds to a form that stays")
    func everyScalar() {
        for value in UInt32(0)...0x2FA20 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let folded = TextFolding.fold(String(scalar))
            if !TextFolding.fold(folded).unicodeScalars.elementsEqual(folded.unicodeScalars) {
                Issue.record("U+\(String(value, radix: 16)) folds to \(folded.debugDescription)")
            }
        }
    }

    @Test("canonically equal spellings of a Latin letter fold to the same")
    func canonical() {
        for value in UInt32(0xC0)...0x24F {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for base in "abcdefghijklmnopqrstuvwxyz" {
                for mark in "\u{300}\u{301}\u{302}\u{303}\u{304}\u{308}\u{30A}\u{30C}\u{327}".unicodeScalars {
                    let decomposed = "\(base)\(mark)"
                    if decomposed == String(scalar).lowercased() {
                        #expect(TextFolding.fold(String(scalar)) == String(base))
                    }
                }
            }
        }
    }
}
