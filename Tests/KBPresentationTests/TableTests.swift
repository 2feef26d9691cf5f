import Testing

@testable import KBPresentation

@Suite("Tables")
struct TableTests {
    private let plain = Terminal(isInteractive: false, width: 40, hasColor: false)
    private let colored = Terminal(isInteractive: true, width: 40, hasColor: true)

    @Test("tables align by columns, not characters, and are cut on terminals only")
    func table() {
        let table = Table([["错", "x"], ["abc", String(repeating: "长", count: 30)]])
        #expect(table.lines(on: plain) == ["错   x", "abc  " + String(repeating: "长", count: 30)])
        #expect(table.lines(on: colored)[1] == "abc  " + String(repeating: "长", count: 17) + "…")
    }
}
