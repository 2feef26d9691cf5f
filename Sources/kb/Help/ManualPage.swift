import ArgumentParser
import KBPresentation

/// A page of the manual in the user's language: `kb(1)`, or that of a command, such as `kb-note-add(1)`.
struct ManualPage {
    /// What the page is called: `kb-note-add`.
    let name: String
    private let info: CommandInfo
    /// The names of the commands that it is under.
    private let parents: [String]

    /// All pages, `kb` first, then each command before those that are under it.
    ///
    /// A default subcommand has no page of its own: that of its parent tells of it.
    static func all(of root: CommandInfo) -> [ManualPage] { pages(root, under: []) }

    private static func pages(_ info: CommandInfo, under parents: [String]) -> [ManualPage] {
        let path = parents + [info.commandName]
        let page = ManualPage(name: path.joined(separator: "-"), info: info, parents: parents)
        return [page] + info.commandsWithPages.flatMap { pages($0, under: path) }
    }

    /// The page as man(7) has it.
    ///
    /// - Parameter date: When the page was made, such as `2026-01-31`.
    /// - Returns: The lines, each with its line feed.
    func text(date: String) -> String {
        var writer = ManualWriter(name: name, date: date)
        let page = CommandPage(info, under: parents)
        writer.section(message(zh: "名称", en: "NAME"))
        // One clause: whatis shows it, which knows no marks where a Chinese line may end.
        let clause = page.abstract.dropLast().prefix { !"：；".contains($0) }
        writer.line(name + " \\- " + Roff.text(String(clause), breaks: false))
        if parents.isEmpty { writeProgram(page, to: &writer) } else { writeCommand(page, to: &writer) }
        return writer.text
    }

    private func writeProgram(_ page: CommandPage, to writer: inout ManualWriter) {
        writer.section(message(zh: "概述", en: "SYNOPSIS"))
        writer.line(
            Roff.text(message(zh: "kb <命令> [选项] [参数 ...]", en: "kb <command> [options] [arguments ...]")))
        writer.section(message(zh: "描述", en: "DESCRIPTION"))
        writer.blocks(page.discussion)
        writer.section(message(zh: "命令", en: "COMMANDS"))
        writer.paragraph(
            message(
                zh: """
                    每个命令各有一页，说明它的参数和选项：kb note add 见 kb-note-add(1)，用 man kb-note-add 看。\
                    那里的参数写在 <> 里，可以省略的写在 [] 里。
                    """,
                en: """
                    Each command has a page with its arguments and options: man kb-note-add describes kb note add. \
                    On it, arguments are in <>, optional parts in [].
                    """))
        writer.list(commands(under: info, parents: []))
        writer.section(message(zh: "共同选项", en: "COMMON OPTIONS"))
        writer.list(Self.commonOptions(of: info))
        for part in ManualTexts.parts {
            writer.section(part.title)
            writer.blocks(HelpBlock.blocks(of: part.text))
        }
    }

    private func writeCommand(_ page: CommandPage, to writer: inout ManualWriter) {
        if let synopsis = page.synopsis {
            writer.section(message(zh: "概述", en: "SYNOPSIS"))
            writer.line(Roff.bold(synopsis))
        }
        writer.section(message(zh: "描述", en: "DESCRIPTION"))
        writer.paragraph(page.abstract)
        writer.blocks(page.discussion)
        for (title, entries) in [
            (message(zh: "命令", en: "COMMANDS"), commands(under: info, parents: parents)),
            (message(zh: "参数", en: "ARGUMENTS"), page.arguments),
            (message(zh: "选项", en: "OPTIONS"), page.options + page.commonOptions),
        ] where !entries.isEmpty {
            writer.section(title)
            writer.list(entries)
        }
        let related = (1...parents.count).reversed().map { parents.prefix($0).joined(separator: "-") }
        writer.section(message(zh: "另见", en: "SEE ALSO"))
        writer.paragraph(
            related.map { $0 + "(1)" }.joined(separator: message(zh: "、", en: ", "))
                + message(
                    zh: "：环境变量、文件和退出状态。", en: " for the environment, files and exit statuses."))
    }

    /// The commands with a page, as they are typed.
    private func commands(under info: CommandInfo, parents: [String]) -> [HelpEntry] {
        let path = parents + [info.commandName]
        return info.commandsWithPages.flatMap { child in
            [
                HelpEntry(
                    label: (path + [child.commandName]).joined(separator: " "), text: child.abstract ?? "")
            ] + commands(under: child, parents: path)
        }
    }

    /// The common options of all commands, each once.
    private static func commonOptions(of info: CommandInfo) -> [HelpEntry] {
        let own = CommandPage(info).commonOptions
        return (info.subcommands ?? []).flatMap(commonOptions).reduce(into: own) { all, entry in
            if !all.contains(where: { $0.label == entry.label }) { all.append(entry) }
        }
    }
}

extension CommandInfo {
    /// The commands under this one that have pages of their own.
    fileprivate var commandsWithPages: [CommandInfo] {
        (subcommands ?? []).filter {
            $0.shouldDisplay && !["help", defaultSubcommand].contains($0.commandName)
        }
    }
}
