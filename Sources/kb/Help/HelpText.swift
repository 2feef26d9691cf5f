import KBPresentation
import KBText

/// Help for a terminal.
struct HelpText {
    let terminal: Terminal

    /// Prints everything about a command.
    func show(_ page: CommandPage) throws { try Pager.show(text(of: page), on: terminal) }

    /// Prints paragraphs and lists.
    func show(_ blocks: [HelpBlock]) throws { try Pager.show(text(of: blocks), on: terminal) }

    /// Everything about a command.
    func text(of page: CommandPage) -> String {
        var sections = [wrapped(page.abstract)]
        if let synopsis = page.synopsis {
            let label = message(zh: "用法：", en: "Usage: ")
            sections.append(hanging(synopsis, after: label))
        }
        sections += blocks(page.discussion)
        for (title, entries) in [
            (message(zh: "参数：", en: "Arguments:"), page.arguments),
            (
                message(zh: "选项：", en: "Options:"),
                page.synopsis == nil ? [] : page.options + page.commonOptions
            ),
            (message(zh: "命令：", en: "Commands:"), page.subcommands),
        ] where !entries.isEmpty {
            sections.append(
                [terminal.styled(title, .bold)] + list(entries, widest: min(24, terminal.width / 3)))
        }
        if !page.subcommands.isEmpty {
            let help = "kb help" + page.name.dropFirst("kb".count)
            sections.append(
                wrapped(message(zh: "\(help) <命令> 说明其中一个。", en: "\(help) <command> explains one of them.")))
        }
        return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    /// Paragraphs and lists with empty lines between them.
    func text(of blocks: [HelpBlock]) -> String {
        self.blocks(blocks).map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private func blocks(_ blocks: [HelpBlock]) -> [[String]] {
        blocks.map { block in
            switch block {
            case .paragraph(let text): wrapped(text)
            // Examples are longer than options.
            case .list(let entries): list(entries, widest: min(36, terminal.width / 2))
            }
        }
    }

    private func wrapped(_ text: String) -> [String] {
        LineWrapping.wrap(text, width: terminal.width).map(String.init)
    }

    /// A text whose lines begin where its label ends.
    private func hanging(_ text: String, after label: String) -> [String] {
        let column = DisplayWidth.of(label)
        return LineWrapping.wrap(text, width: terminal.width - column).enumerated().map { number, line in
            number == 0
                ? terminal.styled(label, .bold) + line : String(repeating: " ", count: column) + line
        }
    }

    /// Labels in a column, and next to it what is said about them; below a label that is wider than the column.
    private func list(_ entries: [HelpEntry], widest: Int) -> [String] {
        Table(
            entries.map { [.text($0.label), .text($0.text)] }, columns: [Table.Column(most: widest)],
            indent: 2,
            overflow: .wrap
        ).lines(on: terminal)
    }
}
