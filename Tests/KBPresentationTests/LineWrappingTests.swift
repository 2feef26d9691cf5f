import KBText
import TestSupport
import Testing

@testable import KBPresentation

@Suite("Wrapping lines")
struct LineWrappingTests {
    private func wrap(_ text: String, _ width: Int) -> [String] {
        LineWrapping.wrap(text, width: width).map(String.init)
    }

    @Test("a line may end between any two Han characters")
    func han() {
        #expect(wrap("请求已经接收到", 6) == ["请求已", "经接收", "到"])
    }

    @Test("closing punctuation never begins a line")
    func closing() {
        #expect(wrap("请求已，经接收到", 6) == ["请求", "已，经", "接收到"])
        #expect(wrap("他说“你好”。再见", 8) == ["他说“你", "好”。再", "见"])
    }

    @Test("opening punctuation never ends a line")
    func opening() {
        #expect(wrap("请求（中文）", 6) == ["请求", "（中", "文）"])
    }

    @Test("Latin words stay whole, and spaces at the end of a line go")
    func latin() {
        #expect(wrap("the quick brown fox", 9) == ["the quick", "brown fox"])
        #expect(wrap("响应客户端的Upgrade标头", 14) == ["响应客户端的", "Upgrade标头"])
        #expect(wrap("Non-Authoritative", 8) == ["Non-", "Authorit", "ative"])
        #expect(wrap("don’t stop", 5) == ["don’t", "stop"])
        #expect(wrap("see .gitignore", 10) == ["see", ".gitignore"])
        #expect(wrap("use --json", 8) == ["use", "--json"])
    }

    @Test("newlines stay, even those at the end")
    func newlines() {
        #expect(wrap("一\n\n二\n", 10) == ["一", "", "二", ""])
        #expect(wrap("a\r\nb", 10) == ["a", "b"])
        #expect(wrap("", 10) == [""])
        #expect(wrap("  indented", 20) == ["  indented"])
    }

    @Test("a character wider than the line gets a line of its own")
    func narrow() {
        #expect(wrap("中文", 1) == ["中", "文"])
        #expect(wrap("ab", 0) == ["a", "b"])
        #expect(wrap("，，，", 2) == ["，", "，", "，"])
    }

    @Test("no line is too wide, and nothing but spaces is lost")
    func property() {
        let seed = SeededRandom.printedSeed("wrapping")
        var generator = SeededRandom(seed: seed)
        let letters = Array("请求资源被锁定，。（《“”》）！HTTPab  -c….、%")
        for _ in 0..<2000 {
            let text = String((0..<60).map { _ in letters.randomElement(using: &generator) ?? " " })
            let width = Int.random(in: 12...40, using: &generator)
            let lines = LineWrapping.wrap(text, width: width)
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " }, "seed \(seed): \(text)")
            for line in lines {
                #expect(DisplayWidth.of(line) <= width, "seed \(seed): \(text) \(width)")
            }
        }
    }

    @Test("a paragraph full of punctuation obeys the rules at every width")
    func rules() {
        let text = "此响应码：“303 See Other”（RFC 9110），表明用户代理被重定向到另一个资源；该资源由 Location 标头指示。"
        for width in 20...80 {
            for line in LineWrapping.wrap(text, width: width).map(String.init) {
                if let first = line.first { #expect(!"，。、；：！？）”".contains(first), "\(width): \(line)") }
                if let last = line.last { #expect(!"（“".contains(last), "\(width): \(line)") }
            }
        }
    }
}
