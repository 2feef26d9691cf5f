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

    @Test("numbers are set to the right, and a sum's label runs over the empty cells after it")
    func sums() {
        let table = Table(
            [
                [.text("4"), .text("甲"), .text("10")], [.text("5"), .text("乙乙"), .text("7")],
                [.across("合计"), .text(""), .text("17")],
            ], columns: [Table.Column(), Table.Column(), Table.Column(isRight: true)])
        #expect(table.lines(on: plain) == ["4  甲    10", "5  乙乙   7", "合计     17"])
    }

    @Test("where there is little room, columns of a lower rank keep theirs, and others are cut or left out")
    func ranks() {
        let columns = [
            Table.Column(rank: 0), Table.Column(least: 4, most: 12, rank: 1), Table.Column(least: 8, rank: 2),
        ]
        func widths(_ room: Int) -> [Int] {
            Table.Column.widths(of: columns, for: [(3, 3), (20, 20), (30, 30)], in: room)
        }
        #expect(widths(80) == [3, 12, 30])
        #expect(widths(30) == [3, 12, 11])
        #expect(widths(19) == [3, 4, 8])
        #expect(widths(18) == [3, 12, 0])
        #expect(widths(8) == [3, 0, 0])
        #expect(widths(2) == [2, 0, 0])
    }

    @Test("a text with a short form is never cut between the two")
    func forms() {
        let rows: [[Table.Cell]] = [[.text("404"), .either(long: "4xx client error", short: "4xx")]]
        let columns = [Table.Column(), Table.Column(least: 0, hasTwoForms: true, rank: 1)]
        func line(_ width: Int) -> [String] {
            Table(rows, columns: columns).lines(
                on: Terminal(isInteractive: true, width: width, hasColor: false))
        }
        #expect(line(40) == ["404  4xx client error"])
        #expect(line(20) == ["404  4xx"])
    }

    @Test("explanations are wrapped in their own column, below a label that is wider than its column")
    func wrapping() {
        let table = Table(
            [
                [.text("-n"), .text("最多几个结果，从一到一万，默认是十个结果。")],
                [.text("--very-long-option"), .text("说明。")],
            ], columns: [Table.Column(most: 10)], indent: 2, overflow: .wrap)
        #expect(
            table.lines(on: plain) == [
                "  -n  最多几个结果，从一到一万，默认是十",
                "      个结果。",
                "  --very-long-option",
                "      说明。",
            ])
    }

    @Test("rows that are too wide for a terminal stand with their cells one under the other, all of them")
    func stacking() {
        let table = Table(
            [["author", "Wei", "default"], ["database", "/srv/team/knowledge/kb.db", "config.toml:3"]],
            overflow: .stack)
        #expect(table.lines(on: plain).count == 2)
        #expect(
            table.lines(on: Terminal(isInteractive: true, width: 40, hasColor: false)) == [
                "author", "    Wei", "    default",
                "database", "    /srv/team/knowledge/kb.db", "    config.toml:3",
            ])
    }
}
