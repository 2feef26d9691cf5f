import Testing

@testable import KBPresentation

@Suite("Marked text")
struct MarkedTextTests {
    private let plain = Terminal(isInteractive: false, width: 40, hasColor: false)
    private let colored = Terminal(isInteractive: true, width: 40, hasColor: true)

    @Test("marks survive escaping and wrapping")
    func marks() throws {
        let text = "一二三四五六七八九十一二三四五六七\u{1B}八九十甲乙"
        let start = try #require(text.firstIndex(of: "六"))
        let end = try #require(text.firstIndex(of: "乙"))
        let lines = MarkedText(text, marks: [start..<end]).lines(width: 20, on: colored)
        #expect(lines[0] == "一二三四五\u{1B}[1;31m六七八九十\u{1B}[0m")
        #expect(lines[1].hasPrefix("\u{1B}[1;31m一二三四五六七\\x1B"))
        #expect(lines.last?.hasSuffix("\u{1B}[0m乙") == true)
        #expect(MarkedText(text, marks: [start..<end]).lines(width: 20, on: plain)[0] == "一二三四五六七八九十")
    }

    @Test("overlapping marks are one")
    func overlaps() {
        let text = "abcdef"
        let at = { text.index(text.startIndex, offsetBy: $0) }
        let marked = MarkedText(text, marks: [at(2)..<at(4), at(1)..<at(3)])
        #expect(marked.shown(on: colored) == "a\u{1B}[1;31mbcd\u{1B}[0mef")
    }
}
