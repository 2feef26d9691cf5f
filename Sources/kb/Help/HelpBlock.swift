/// A piece of help, before it is laid out for a terminal or a manual page.
enum HelpBlock {
    /// A paragraph, on one line.
    case paragraph(String)
    /// Things and what is said about them.
    case list([HelpEntry])

    /// Reads the text of a help.
    ///
    /// A line that begins with a space is an entry of a list: the thing, two spaces or more, what is said about it.
    /// Every other line is a paragraph, and empty lines only separate.
    static func blocks(of text: String) -> [HelpBlock] {
        var blocks: [HelpBlock] = []
        var entries: [HelpEntry] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(" ") {
                entries.append(HelpEntry(line))
                continue
            }
            if !entries.isEmpty { blocks.append(.list(entries)) }
            entries = []
            if !line.isEmpty { blocks.append(.paragraph(String(line))) }
        }
        return entries.isEmpty ? blocks : blocks + [.list(entries)]
    }
}
