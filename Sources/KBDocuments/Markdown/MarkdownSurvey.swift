/// Where in a Markdown document its codes stand.
struct MarkdownSurvey {
    enum Place {
        case tables
        case headings(level: Int)
        case items
        case nowhere
    }

    let bytes: UnsafeRawBufferPointer
    let mapping: ColumnMapping?
    /// Whether a table has a code column.
    private(set) var hasTable = false
    /// Whether a table is written in HTML.
    private(set) var hasHTMLTable = false
    /// What is wrong with a table without one.
    private(set) var fault: Diagnostic?
    // By level: all headings, and those that begin with a code.
    private var headings: [Int: (all: Int, codes: Int)] = [:]
    private var items = (all: 0, codes: 0)

    init(of bytes: UnsafeRawBufferPointer, mapping: ColumnMapping?) {
        self.bytes = bytes
        self.mapping = mapping
    }

    /// Keeps what is wrong with a table that is written in HTML.
    mutating func found(_ fault: Diagnostic?) {
        self.fault = self.fault.orHelpful(fault)
    }

    mutating func look(at block: MarkdownBlocks.Block) {
        for node in block.node.tables {
            let table = MarkdownTable(node, in: block)
            if ColumnLayout.isHeader(table.header, mapping: mapping) {
                hasTable = true
                return
            }
            fault = fault.orHelpful(table.fault(in: bytes, mapping: mapping))
        }
        if block.node.isHTML {
            hasHTMLTable = hasHTMLTable || block.node.literal.lowercased().contains("<table")
        } else if block.node.isHeading {
            var count = headings[block.node.headingLevel] ?? (0, 0)
            count.all += 1
            if MarkdownEntry(heading: block.node.text, line: 0) != nil { count.codes += 1 }
            headings[block.node.headingLevel] = count
        } else if block.node.isList {
            for item in block.node.children.dropLast(block.isCut ? 1 : 0) {
                items.all += 1
                if MarkdownEntry(item: item, line: 0) != nil { items.codes += 1 }
            }
        }
    }

    /// Tables before headings before lists; headings and items that are no codes must be fewer than those that are.
    var place: Place {
        if hasTable { return .tables }
        let best = headings.filter { $1.codes > 0 && $1.codes * 2 >= $1.all }
            .max { ($0.value.codes, $1.key) < ($1.value.codes, $0.key) }
        if let best { return .headings(level: best.key) }
        return items.codes > 0 && items.codes * 2 >= items.all ? .items : .nowhere
    }
}
