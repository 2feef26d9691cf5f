/// What a Markdown text says apart from code and links.
package enum MarkdownProse {
    /// The words of a text, with a line feed between blocks.
    ///
    /// U+FFFC stands in the place of each piece of code, link and tag of HTML; bare addresses are links, too.
    package static func text(of markdown: String) -> String {
        var markdown = markdown
        return markdown.withUTF8 { bytes in
            let tree = MarkdownTree([UnsafeRawBufferPointer(bytes)], extensions: ["autolink", "table"])
            defer { withExtendedLifetime(tree) {} }
            return tree.blocks.map(\.prose).joined(separator: "\n")
        }
    }
}
