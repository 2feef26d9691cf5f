import KBPresentation

/// Writes a page of the manual in the language of man(7).
struct ManualWriter {
    private var lines: [String]

    /// Begins a page.
    ///
    /// - Parameters:
    ///   - name: What it is called, such as `kb-note-add`.
    ///   - date: When it was made, such as `2026-01-31`.
    init(name: String, date: String) {
        let volume = message(zh: "用户命令", en: "User Commands")
        let title = name.uppercased().replacing("-", with: "\\-")
        // Neither stretched spaces nor hyphens that nobody wrote.
        lines = [".TH \(title) 1 \"\(date)\" \"kb \(Version.number)\" \"\(volume)\"", ".ad l", ".nh"]
    }

    /// The page, each line with its line feed.
    var text: String { lines.map { $0 + "\n" }.joined() }

    mutating func line(_ text: String) { lines.append(text) }

    mutating func section(_ title: String) { lines.append(".SH " + title) }

    mutating func paragraph(_ text: String) {
        // A heading begins a paragraph by itself.
        if lines.last?.hasPrefix(".S") != true { lines.append(".PP") }
        lines.append(Roff.text(text))
    }

    mutating func blocks(_ blocks: [HelpBlock]) {
        for block in blocks {
            switch block {
            case .paragraph(let text): paragraph(text)
            case .list(let entries): list(entries)
            }
        }
    }

    mutating func list(_ entries: [HelpEntry]) {
        for entry in entries {
            lines += [".TP", Roff.bold(entry.label), entry.text.isEmpty ? "\\&" : Roff.text(entry.text)]
        }
    }
}
