import CCmarkGFM
import KBPresentation
import KBText

/// The text of a note as a part of a page.
///
/// cmark-gfm parses, and only what is listed here is written: paragraphs, headings, lists, quotes, code, tables, emphasis,
/// links to `http`, `https` and `mailto`. HTML in a note is shown as the text that it is, and so is the address of an
/// image, which nobody's browser fetches.
enum Markdown {
    /// Longer texts are shown as they are: nobody formats them, and a parser may take long for one that is made for it.
    static let longest = 32 << 10
    /// Deeper nesting is shown flat.
    fileprivate static let deepest = 12
    /// So many of these signs in a text are no formatting, but work for a parser.
    private static let mostSigns = 2000

    /// The text as markup.
    static func html(_ source: String) -> HTML {
        let text = TerminalText.escaped(source.replacing("\r\n", with: "\n"))
        guard text.utf8.count <= longest, !isBomb(text) else { return "<pre class=\"plain\">\(text)</pre>" }
        return Renderer(text).html
    }

    /// The words of the beginning of a text without its marks, on one line.
    static func words(_ source: String, most: Int) -> String {
        let beginning = String(source.unicodeScalars.prefix(most * 4))
        let text = isBomb(beginning) ? beginning : Renderer(beginning).words
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether a text has more brackets, stars or quotes in a row than people write.
    private static func isBomb(_ text: String) -> Bool {
        var counts = [Int](repeating: 0, count: 128)
        var (last, run) = (UInt8(0), 0)
        for byte in text.utf8 {
            if byte < 128 { counts[Int(byte)] += 1 }
            let isSign = "<>[](){}!*_`~|&\\-+#".utf8.contains(byte)
            run =
                isSign && (byte == last || last == 0x20 && run > 0)
                ? run + 1 : isSign ? 1 : byte == 0x20 ? run : 0
            last = byte
            if run > 200, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "`"), byte != UInt8(ascii: "#") {
                return true
            }
        }
        return "<[!*_`~&\\".utf8.contains { counts[Int($0)] > mostSigns }
    }

    /// Whether a link may be followed: its scheme is one that only leads to a page or a letter.
    static func isFollowable(_ address: String) -> Bool {
        let scheme = address.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }.lowercased()
        let rest = address.dropFirst(scheme.count)
        switch scheme {
        case "http", "https": return rest.hasPrefix("://")
        case "mailto": return rest.hasPrefix(":")
        default: return false
        }
    }
}

/// Writes what cmark-gfm has parsed.
private struct Renderer {
    private(set) var html = HTML()
    /// The same without marks.
    private(set) var words = ""
    private var depth = 0
    private var isHeader = false

    init(_ text: String) {
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else {
            html = HTML(text)
            return
        }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            if let found = cmark_find_syntax_extension(name) {
                cmark_parser_attach_syntax_extension(parser, found)
            }
        }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let document = cmark_parser_finish(parser) else { return }
        defer { cmark_node_free(document) }
        guard let walk = cmark_iter_new(document) else { return }
        defer { cmark_iter_free(walk) }
        while true {
            let event = cmark_iter_next(walk)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(walk) else { return }
            write(node, isEntered: event == CMARK_EVENT_ENTER)
        }
    }

    private func literal(_ node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }

    /// Opens or closes an element; one that is too deep is left out, and its content stays.
    private mutating func element(_ name: HTML, isEntered: Bool, attributes: HTML = "") {
        if isEntered {
            depth += 1
            if depth <= Markdown.deepest { html += "<" + name + attributes + ">" }
        } else {
            if depth <= Markdown.deepest { html += "</" + name + ">" }
            depth -= 1
        }
    }

    private mutating func write(_ node: OpaquePointer, isEntered: Bool) {
        let piece = literal(node)
        words += piece.isEmpty && isBlock(node) ? " " : piece
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT: html += HTML(literal(node))
        case CMARK_NODE_SOFTBREAK: html += "\n"
        case CMARK_NODE_LINEBREAK: html += "<br>\n"
        case CMARK_NODE_CODE: html += "<code>\(literal(node))</code>"
        case CMARK_NODE_CODE_BLOCK: html += "<pre><code>\(literal(node))</code></pre>\n"
        case CMARK_NODE_HTML_BLOCK: html += "<p class=\"markup\">\(literal(node))</p>\n"
        case CMARK_NODE_HTML_INLINE: html += HTML(literal(node))
        case CMARK_NODE_THEMATIC_BREAK: html += "<hr>\n"
        case CMARK_NODE_EMPH: html += isEntered ? "<em>" : "</em>"
        case CMARK_NODE_STRONG: html += isEntered ? "<strong>" : "</strong>"
        case CMARK_NODE_LINK: link(node, isEntered: isEntered)
        case CMARK_NODE_IMAGE:
            let address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
            html += isEntered ? "<span class=\"image\">" : " (\(address))</span>"
        case CMARK_NODE_PARAGRAPH:
            guard !isInTightList(node) else {
                if !isEntered { html += "\n" }
                return
            }
            html += isEntered ? "<p>" : "</p>\n"
        case CMARK_NODE_HEADING:
            // The page has its own headings; those of a note stand below them.
            let level = min(6, Int(cmark_node_get_heading_level(node)) + 3)
            html += isEntered ? "<h\(level)>" : "</h\(level)>\n"
        case CMARK_NODE_BLOCK_QUOTE: element("blockquote", isEntered: isEntered)
        case CMARK_NODE_LIST:
            let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            let start = Int(cmark_node_get_list_start(node))
            element(
                isOrdered ? "ol" : "ul", isEntered: isEntered,
                attributes: isOrdered && start != 1 ? " start=\"\(start)\"" : "")
        default: other(node, isEntered: isEntered)
        }
    }

    /// Whether words before a node and in it are apart.
    private func isBlock(_ node: OpaquePointer) -> Bool {
        ![
            CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK, CMARK_NODE_IMAGE, CMARK_NODE_CODE,
        ].contains(cmark_node_get_type(node))
    }

    private func isInTightList(_ node: OpaquePointer) -> Bool {
        guard let item = cmark_node_parent(node), let list = cmark_node_parent(item) else { return false }
        return cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0
    }

    private mutating func link(_ node: OpaquePointer, isEntered: Bool) {
        let address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
        if Markdown.isFollowable(address) {
            html += isEntered ? "<a href=\"\(address)\" rel=\"noopener noreferrer nofollow\">" : "</a>"
        } else if !isEntered, !address.isEmpty {
            html += " (\(address))"
        }
    }

    /// Nodes of extensions have no number, but a name; so has an item of a list, which may be of the extension `tasklist`.
    private mutating func other(_ node: OpaquePointer, isEntered: Bool) {
        let kind = cmark_node_get_type_string(node).map { String(cString: $0) } ?? ""
        switch kind {
        case "item": element("li", isEntered: isEntered)
        case "tasklist":
            element("li", isEntered: isEntered, attributes: " class=\"task\"")
            if isEntered { html += cmark_gfm_extensions_get_tasklist_item_checked(node) ? "☑ " : "☐ " }
        case "strikethrough": html += isEntered ? "<del>" : "</del>"
        case "table":
            html += isEntered ? "<div class=\"table\"><table>" : "</table></div>\n"
        case "table_header":
            isHeader = isEntered
            html += isEntered ? "<thead><tr>" : "</tr></thead>\n"
        case "table_row": html += isEntered ? "<tr>" : "</tr>\n"
        case "table_cell":
            html += isHeader ? (isEntered ? "<th>" : "</th>") : (isEntered ? "<td>" : "</td>")
        default: break
        }
    }
}
