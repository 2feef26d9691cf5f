import CGumbo

/// The rows of a part of an HTML table, as a browser would show them.
struct HTMLRows {
    struct Row {
        var cells: [Cell]
        /// Counted from 1 in the part.
        var line: Int
    }

    struct Cell {
        var text: String
        var columns: Int
        var rows: Int
    }

    private static let hidden: Set<GumboTag.RawValue> = [
        GUMBO_TAG_SCRIPT.rawValue, GUMBO_TAG_STYLE.rawValue, GUMBO_TAG_TEMPLATE.rawValue,
    ]
    private static let blocks: Set<GumboTag.RawValue> = [
        GUMBO_TAG_P.rawValue, GUMBO_TAG_DIV.rawValue, GUMBO_TAG_LI.rawValue, GUMBO_TAG_TR.rawValue,
        GUMBO_TAG_UL.rawValue, GUMBO_TAG_OL.rawValue, GUMBO_TAG_PRE.rawValue, GUMBO_TAG_H1.rawValue,
        GUMBO_TAG_H2.rawValue, GUMBO_TAG_H3.rawValue, GUMBO_TAG_H4.rawValue,
    ]

    private(set) var rows: [Row] = []

    /// Parses what stands between `<table>` and its end.
    init(_ part: UnsafeRawBufferPointer) {
        let text = Array("<table>".utf8) + part + Array("</table>".utf8)
        var options = kGumboDefaultOptions
        // Errors are not looked at, and each would take memory.
        options.max_errors = 0
        text.withUnsafeBytes { bytes in
            guard
                let output = gumbo_parse_with_options(
                    &options, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
            else { return }
            defer { gumbo_destroy_output(&options, output) }
            addRows(of: output.pointee.root, depth: 0)
        }
    }

    /// Adds the rows of the first table, wherever it stands.
    private mutating func addRows(of node: UnsafeMutablePointer<GumboNode>?, depth: Int) {
        for child in Self.children(of: node) {
            guard let tag = Self.tag(of: child) else { continue }
            switch tag {
            case GUMBO_TAG_TR: addRow(child)
            case GUMBO_TAG_TABLE, GUMBO_TAG_THEAD, GUMBO_TAG_TBODY, GUMBO_TAG_TFOOT, GUMBO_TAG_BODY:
                if depth < 5 { addRows(of: child, depth: depth + 1) }
            default: continue
            }
        }
    }

    private mutating func addRow(_ node: UnsafeMutablePointer<GumboNode>) {
        let cells = Self.children(of: node).compactMap { child -> Cell? in
            guard let tag = Self.tag(of: child), tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH else {
                return nil
            }
            var text = ""
            Self.write(child, to: &text, depth: 0)
            let lines = text.split(separator: "\n").map(\.collapsed).filter { !$0.isEmpty }
            return Cell(
                text: lines.joined(separator: "\n"), columns: Self.span(child, "colspan", most: 64),
                rows: Self.span(child, "rowspan", most: 1000))
        }
        rows.append(Row(cells: cells, line: Int(node.pointee.v.element.start_pos.line)))
    }

    private static func write(_ node: UnsafeMutablePointer<GumboNode>, to text: inout String, depth: Int) {
        switch node.pointee.type {
        case GUMBO_NODE_TEXT, GUMBO_NODE_CDATA:
            text += String(cString: node.pointee.v.text.text).split(omittingEmptySubsequences: false) {
                $0 == "\n" || $0 == "\r\n" || $0 == "\r"
            }.joined(separator: " ")
        case GUMBO_NODE_WHITESPACE: text += " "
        case GUMBO_NODE_ELEMENT:
            let tag = node.pointee.v.element.tag
            if hidden.contains(tag.rawValue) || depth > 400 { return }
            if tag == GUMBO_TAG_BR || blocks.contains(tag.rawValue) { text += "\n" }
            if tag == GUMBO_TAG_IMG { text += attribute(node, "alt") ?? "" }
            for child in children(of: node) { write(child, to: &text, depth: depth + 1) }
            if blocks.contains(tag.rawValue) { text += "\n" }
            if tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH { text += " " }
        default: return
        }
    }

    private static func tag(of node: UnsafeMutablePointer<GumboNode>) -> GumboTag? {
        node.pointee.type == GUMBO_NODE_ELEMENT ? node.pointee.v.element.tag : nil
    }

    private static func children(of node: UnsafeMutablePointer<GumboNode>?) -> [UnsafeMutablePointer<
        GumboNode
    >] {
        guard let node, node.pointee.type == GUMBO_NODE_ELEMENT else { return [] }
        let children = node.pointee.v.element.children
        return (0..<Int(children.length)).compactMap {
            children.data[$0]?.assumingMemoryBound(to: GumboNode.self)
        }
    }

    private static func attribute(_ node: UnsafeMutablePointer<GumboNode>, _ name: String) -> String? {
        withUnsafePointer(to: &node.pointee.v.element.attributes) { attributes in
            gumbo_get_attribute(attributes, name).map { String(cString: $0.pointee.value) }
        }
    }

    private static func span(_ node: UnsafeMutablePointer<GumboNode>, _ name: String, most: Int) -> Int {
        min(most, max(1, attribute(node, name).flatMap { Int($0) } ?? 1))
    }
}

extension Substring {
    /// The text with each run of white space as one space, and none at its ends.
    fileprivate var collapsed: String { String(self).collapsingWhiteSpace }
}
