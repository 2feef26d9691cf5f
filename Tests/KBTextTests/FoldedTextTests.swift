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

    @Test("every occurrence is found that a look at each place finds, in random text of few characters")
    func everyOccurrence() {
        let seed = SeededRandom.printedSeed("occurrences")
        var generator = SeededRandom(seed: seed)
        func text(_ length: Int) -> String {
            String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 1...length, using: &generator)).map { _ in
                        Array("ab锁定 ,ǅ\u{301}ﬁ，1".unicodeScalars).randomElement(using: &generator) ?? "a"
                    }))
        }
        for _ in 0..<20_000 {
            let (haystack, needle) = (text(24), text(5))
            for wholeWords in [false, true] {
                #expect(
                    FoldedText(haystack).ranges(of: needle, wholeWords: wholeWords).map {
                        String(haystack[$0])
                    }
                        == Occurrences(haystack).ranges(of: needle, wholeWords: wholeWords).map {
                            String(haystack[$0])
                        },
                    "seed \(seed): \(needle.debugDescription) in \(haystack.debugDescription)")
            }
        }
    }

    @Test("a megabyte of one letter is searched for a long word of it without trying each place anew")
    func repetition() {
        let folded = FoldedText(String(repeating: "a", count: 1_000_000))
        #expect(folded.ranges(of: String(repeating: "a", count: 50_000) + "b").isEmpty)
        #expect(folded.ranges(of: String(repeating: "a", count: 50_000)).count == 20)
        #expect(folded.ranges(of: String(repeating: "a", count: 50_000), wholeWords: true).isEmpty)
    }
}

/// The occurrences of a needle as each place of the text is tried by itself.
private struct Occurrences {
    let folded: FoldedText

    init(_ text: String) { folded = FoldedText(text) }

    func ranges(of needle: String, wholeWords: Bool) -> [Range<String.Index>] {
        let needle = FoldedText(needle).folded
        let text = folded.folded
        var found: [Range<String.Index>] = []
        var place = 0
        while place < text.count {
            if let end = end(of: needle, in: text, at: place),
                !wholeWords || !(isInWord(place - 1, place) || isInWord(end - 1, end))
            {
                found.append(folded.originalRange(of: place..<end))
                place = end
            } else {
                place += 1
            }
        }
        return found
    }

    private func isInWord(_ left: Int, _ right: Int) -> Bool {
        let text = folded.folded
        return left >= 0 && right < text.count
            && [text[left], text[right]].allSatisfy { isWord($0) && !Han.contains($0) }
    }

    private func isWord(_ scalar: Unicode.Scalar) -> Bool { Word.contains(scalar) }

    private func end(of needle: [Unicode.Scalar], in text: [Unicode.Scalar], at start: Int) -> Int? {
        if needle.isEmpty { return nil }
        guard needle.contains(where: isWord) else {
            return text[start...].starts(with: needle) ? start + needle.count : nil
        }
        var place = start
        var previous: Unicode.Scalar?
        var isSeparated = false
        for scalar in needle {
            guard isWord(scalar) else {
                isSeparated = true
                continue
            }
            if let previous {
                let changesScript = Han.contains(previous) != Han.contains(scalar)
                if isSeparated || changesScript {
                    let gap = place
                    while place < text.count, !isWord(text[place]) { place += 1 }
                    if !changesScript && place == gap { return nil }
                }
            }
            guard place < text.count, text[place] == scalar else { return nil }
            place += 1
            (previous, isSeparated) = (scalar, false)
        }
        return place
    }
}
