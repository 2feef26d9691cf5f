import Foundation
import KBCore
import KBPresentation
import Testing

@testable import kb

@Suite("text for people and programs")
struct TextTests {
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

    @Test("tables align by columns, not characters, and are cut on terminals only")
    func table() {
        let table = Table([["错", "x"], ["abc", String(repeating: "长", count: 30)]])
        #expect(table.lines(on: plain) == ["错   x", "abc  " + String(repeating: "长", count: 30)])
        #expect(table.lines(on: colored)[1] == "abc  " + String(repeating: "长", count: 17) + "…")
    }

    @Test("JSON escapes what steers a terminal, and nothing else")
    func json() {
        let value = JSONValue.object([
            ("a", .string("\"\\\n\u{7}\u{202E}中💥/")),
            ("b", .array([.number(-1), .real(0.5), .bool(true), .null])),
        ])
        #expect(value.text == #"{"a":"\"\\\n\u0007\u202e中💥/","b":[-1,0.5,true,null]}"#)
    }

    @Test(
        "docs/exit-status.md lists every exit status and shows it",
        arguments: KBPresentation.ExitStatus.allCases)
    func statuses(status: KBPresentation.ExitStatus) throws {
        let page = try String(
            contentsOf: Program.root.appendingPathComponent("docs/exit-status.md"), encoding: .utf8)
        #expect(page.contains("\n| \(status.rawValue) | \(status.meaning) |\n") || Language.current == .zh)
        // Who runs tests as root is permitted everything.
        let isShown = status == .notPermitted || page.contains("\n\(status.rawValue)\n")
        #expect(page.contains("\n## \(status.rawValue)\n") && isShown)
    }
}
