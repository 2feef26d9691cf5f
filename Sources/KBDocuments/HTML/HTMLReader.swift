/// The reader of HTML: every table whose header has a code column; without one, headings that begin with a code.
///
/// Gumbo, which parses as browsers do, holds the tree of all that it is given, so it is given some rows at a time. What
/// would make of a few kilobytes a huge tree, elements that nothing closes, is an error.
struct HTMLReader {
    /// A table that has begun.
    private struct Open {
        var table: HTMLTable
        /// Where the rows begin that have not been read.
        var start: Int
        var line: Int
        // Elements that are open.
        var depth = 0
        var marks = 0
    }

    private static let part = 1 << 15
    private static let largest = 1 << 22
    private static let mostOpen = 200
    private static let mostMarks = 32
    private static let mostAttributes = 500
    private static let mostTables = 16
    private static let marks: Set<String> = [
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    ]
    // Nothing has to close them.
    private static let unclosed: Set<String> = [
        "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link",
        "meta",
        "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    ]

    let bytes: UnsafeRawBufferPointer
    let start: Int
    let mapping: ColumnMapping?

    /// Reads the document into a register.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        var tags = HTMLTags(bytes, from: start)
        var open: [Open] = []
        var fault: Diagnostic?
        var hasTable = false
        func read(_ end: Int) {
            guard var top = open.popLast() else { return }
            let rows = HTMLRows(UnsafeRawBufferPointer(rebasing: bytes[top.start..<end])).rows
            for row in rows where register.failure == nil {
                top.table.read(row, line: top.line + row.line - 1, into: register, body)
            }
            hasTable = hasTable || top.table.table.hasHeader
            fault = fault.orHelpful(top.table.table.fault)
            open.append(top)
        }
        while register.failure == nil, let tag = tags.next() {
            register.pass(tag.start)
            guard check(tag, &open, register) else { return }
            if tag.name == "table", !tag.isClosing {
                open.append(Open(table: HTMLTable(mapping: mapping), start: tag.end, line: tag.line))
            } else if tag.name == "table", !open.isEmpty {
                read(tag.start)
                open.removeLast().table.table.end(register)
            } else if tag.name == "tr", !tag.isClosing, let top = open.last, tag.start - top.start > Self.part
            {
                read(tag.start)
                open[open.count - 1].start = tag.start
                open[open.count - 1].line = tag.line
            }
        }
        while !open.isEmpty {
            read(bytes.count)
            open.removeLast().table.table.end(register)
        }
        if !hasTable, fault?.suggestedColumns == nil, register.errors.isEmpty {
            for entry in HTMLHeadings(bytes, from: start).entries where register.failure == nil {
                register.admit(entry, body)
                hasTable = true
            }
        }
        if !hasTable {
            register.report(fault ?? Diagnostic(line: 1, kind: .foreign(.html)))
        }
    }

    /// Whether a table has a code column and an entry below it, or else which columns may be meant.
    func look() -> (hasEntry: Bool, fault: Diagnostic?) {
        struct Found: Error {}
        let register = EntryRegister(skipsRanges: true, progress: { _ in })
        parse(into: register) { _ in throw Found() }
        return (register.failure is Found, register.errors.first { $0.suggestedColumns != nil })
    }

    /// Counts what is open; false, and an error, where that is too much.
    private func check(_ tag: HTMLTag, _ open: inout [Open], _ register: EntryRegister) -> Bool {
        guard let last = open.indices.last else { return true }
        let change = tag.isClosing ? -1 : 1
        if Self.marks.contains(tag.name) {
            open[last].marks = max(0, open[last].marks + change)
        } else if !Self.unclosed.contains(tag.name), tag.name != "table" {
            open[last].depth = max(0, open[last].depth + change)
        }
        let isTooMuch =
            open.count > Self.mostTables || open[last].depth > Self.mostOpen
            || open[last].marks > Self.mostMarks
            || tag.attributes > Self.mostAttributes
        if isTooMuch { register.report(.tooNested, line: tag.line) }
        let isTooLarge = tag.end - open[0].start > Self.largest
        if isTooLarge { register.report(.tooLong(bytes: tag.end - open[0].start), line: open[0].line) }
        return !isTooMuch && !isTooLarge
    }
}
