import TestSupport
import Testing

@testable import KBText

@Suite("Finding text in folded form")
struct FoldedTextTests {
    private func found(_ needle: String, in text: String, wholeWords: Bool = false) -> [String] {
        FoldedText(text).ranges(of: needle, wholeWords: wholeWords).map { String(text[$0]) }
    }

    @Test("a match is given in the letters of the original")
    func original() {
        #expect(found("cafe", in: "Le CAFÉ, le cafe\u{301}") == ["CAFÉ", "cafe\u{301}"])
        #expect(found("http", in: "ＨＴＴＰ方法") == ["ＨＴＴＰ"])
        #expect(found("fi", in: "a ﬁle") == ["ﬁ"])
        #expect(found("f", in: "ﬁ") == ["ﬁ"])
        #expect(found("锁定", in: "资源被锁定。锁定") == ["锁定", "锁定"])
    }

    @Test("separators match each other, however many")
    func separators() {
        #expect(found("non authoritative", in: "203 Non-Authoritative Information") == ["Non-Authoritative"])
        #expect(found("I'm a teapot", in: "I’m   a\nTeapot") == ["I’m   a\nTeapot"])
        #expect(found("non authoritative", in: "nonauthoritative") == [])
        #expect(found("请求 方法", in: "请求方法") == [])
        #expect(found("请求 方法", in: "请求、方法") == ["请求、方法"])
    }

    @Test("between Han and Latin a separator may be missing on either side")
    func scripts() {
        #expect(found("http 方法", in: "HTTP方法") == ["HTTP方法"])
        #expect(found("http方法", in: "HTTP 方法") == ["HTTP 方法"])
    }

    @Test("whole words do not begin or end inside a longer word")
    func wholeWords() {
        #expect(found("ok", in: "OK token lookup ok.", wholeWords: true) == ["OK", "ok"])
        #expect(found("20", in: "200 20", wholeWords: true) == ["20"])
        #expect(found("http", in: "用HTTP方法", wholeWords: true) == ["HTTP"])
        #expect(found("定向", in: "重定向", wholeWords: true) == ["定向"])
    }

    @Test("matches do not overlap, and odd needles are harmless")
    func odd() {
        #expect(found("aa", in: "aaaaa") == ["aa", "aa"])
        #expect(found("", in: "abc") == [])
        #expect(found("%", in: "100% 50%") == ["%", "%"])
        #expect(found("abc", in: "") == [])
        #expect(found("(en-us)", in: "Upgrade (en-US) 标头") == ["en-US"])
    }

    @Test("offsets lead back to valid ranges of the original for random text")
    func property() {
        let seed = SeededRandom.printedSeed("folded text")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<1000 {
            let text = generator.text(length: 40)
            let folded = FoldedText(text)
            #expect(String(String.UnicodeScalarView(folded.folded)) == TextFolding.fold(text))
            var last = text.startIndex
            for offset in folded.folded.indices {
                let range = folded.originalRange(of: offset..<offset + 1)
                #expect(range.lowerBound >= last && range.upperBound <= text.endIndex && !range.isEmpty)
                last = range.lowerBound
            }
            #expect(folded.originalRange(of: 0..<0).isEmpty)
            if let start = folded.folded.indices.randomElement(using: &generator) {
                let piece = folded.originalRange(of: start..<min(start + 3, folded.folded.count))
                if !TextFolding.fold(String(text[piece])).isEmpty {
                    #expect(
                        !folded.ranges(of: String(text[piece])).isEmpty,
                        "seed \(seed): \(text.debugDescription)")
                }
            }
        }
    }
}
