import CCmarkGFM

/// A node of a Markdown text as cmark-gfm has parsed it; it lives as long as its ``MarkdownTree``.
struct MarkdownNode {
    let pointer: OpaquePointer

    init?(_ pointer: OpaquePointer?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    var firstChild: MarkdownNode? { MarkdownNode(cmark_node_first_child(pointer)) }
    var lastChild: MarkdownNode? { MarkdownNode(cmark_node_last_child(pointer)) }
    var next: MarkdownNode? { MarkdownNode(cmark_node_next(pointer)) }
    var firstLine: Int { Int(cmark_node_get_start_line(pointer)) }
    var lastLine: Int { Int(cmark_node_get_end_line(pointer)) }
    var endColumn: Int { Int(cmark_node_get_end_column(pointer)) }
    var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    var isTable: Bool { kind == "table" }
    var isHeading: Bool { cmark_node_get_type(pointer) == CMARK_NODE_HEADING }
    var isHTML: Bool { cmark_node_get_type(pointer) == CMARK_NODE_HTML_BLOCK }
    var isList: Bool { cmark_node_get_type(pointer) == CMARK_NODE_LIST }
    var isParagraph: Bool { cmark_node_get_type(pointer) == CMARK_NODE_PARAGRAPH }
    /// Whether a cell was not written, but added so that its row is as long as the header.
    var isFilledIn: Bool { cmark_node_get_start_column(pointer) == 0 }

    /// The name of the kind of node; those of extensions have no number.
    private var kind: String { String(cString: cmark_node_get_type_string(pointer)) }

    var children: [MarkdownNode] {
        var children: [MarkdownNode] = []
        var child = firstChild
        while let node = child {
            children.append(node)
            child = node.next
        }
        return children
    }

    /// Calls `body` for the node and everything in it; without a stack, because nesting may be deep.
    private func walk(_ body: (_ node: MarkdownNode, _ isEntered: Bool) -> Void) {
        guard let walk = cmark_iter_new(pointer) else { return }
        defer { cmark_iter_free(walk) }
        while true {
            let event = cmark_iter_next(walk)
            guard event != CMARK_EVENT_DONE, let node = MarkdownNode(cmark_iter_get_node(walk)) else {
                return
            }
            body(node, event == CMARK_EVENT_ENTER)
        }
    }

    /// The tables in the node and everything in it.
    var tables: [MarkdownNode] {
        if isTable { return [self] }
        guard !isParagraph, !isHeading else { return [] }
        var tables: [MarkdownNode] = []
        walk { node, isEntered in
            if isEntered, node.isTable { tables.append(node) }
        }
        return tables
    }

    /// What the node and everything in it says apart from code and links; see ``MarkdownProse``.
    var prose: String {
        var text = ""
        var links = 0
        walk { node, isEntered in
            switch cmark_node_get_type(node.pointer) {
            case CMARK_NODE_TEXT: if links == 0 { text += node.literal }
            case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
                links += isEntered ? 1 : -1
                text += "\u{FFFC}"
            case CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE: text += "\u{FFFC}"
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
                text += "\n"
            default: if node.isTable || node.kind.hasPrefix("table_") { text += "\n" }
            }
        }
        return text
    }

    /// The text without its marks: links as what they are called, blocks below one another.
    var text: String {
        var text = ""
        var isNewBlock = false
        func write(_ piece: String) {
            if isNewBlock, !text.isEmpty, text.last != "\n" { text += "\n" }
            isNewBlock = false
            text += piece
        }
        walk { node, isEntered in
            switch cmark_node_get_type(node.pointer) {
            case CMARK_NODE_TEXT, CMARK_NODE_CODE: write(node.literal)
            case CMARK_NODE_CODE_BLOCK: write(node.literal)
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: write("\n")
            case CMARK_NODE_HTML_INLINE: write(InlineHTML.text(of: node.literal))
            case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: isNewBlock = isNewBlock || !isEntered
            case CMARK_NODE_ITEM where isEntered && node.pointer != pointer:
                isNewBlock = true
                write("- ")
            default:
                switch node.kind {
                case "table_row", "table_header": isNewBlock = true
                case "table_cell" where !isEntered && node.next != nil && node.pointer != pointer:
                    write(" | ")
                default: break
                }
            }
        }
        return text
    }
}

/// A parsed text and its memory.
final class MarkdownTree {
    private let document: OpaquePointer?
    /// The blocks that stand in no other.
    let blocks: [MarkdownNode]

    /// Parses the pieces of a text, one after another.
    init(_ pieces: [UnsafeRawBufferPointer], extensions: [String] = ["table", "strikethrough"]) {
        cmark_gfm_core_extensions_ensure_registered()
        let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
        for name in extensions {
            if let found = cmark_find_syntax_extension(name) {
                cmark_parser_attach_syntax_extension(parser, found)
            }
        }
        for piece in pieces {
            cmark_parser_feed(parser, piece.bindMemory(to: CChar.self).baseAddress, piece.count)
        }
        document = cmark_parser_finish(parser)
        cmark_parser_free(parser)
        blocks = MarkdownNode(document)?.children ?? []
    }

    deinit { if let document { cmark_node_free(document) } }
}
