import ArgumentParser
import KBPresentation

/// The manual page `kb(1)` in the user's language.
struct ManualPage {
    private let root: CommandInfo
    private let date: String
    private var lines: [String] = []

    /// The page as man(7) has it.
    ///
    /// - Parameters:
    ///   - root: The program.
    ///   - date: When the page was made, such as `2026-01-31`.
    /// - Returns: The lines, each with its line feed.
    static func text(of root: CommandInfo, date: String) -> String {
        var page = ManualPage(root: root, date: date)
        page.write()
        return page.lines.map { $0 + "\n" }.joined()
    }

    private init(root: CommandInfo, date: String) {
        self.root = root
        self.date = date
    }

    private mutating func write() {
        let page = CommandPage(root)
        let version = KB.configuration.version
        let volume = message(zh: "用户命令", en: "User Commands")
        // Neither stretched spaces nor hyphens that nobody wrote.
        lines = [".TH KB 1 \"\(date)\" \"kb \(version)\" \"\(volume)\"", ".ad l", ".nh"]
        section(message(zh: "名称", en: "NAME"))
        lines.append("kb \\- " + Roff.text(String(page.abstract.dropLast()), breaks: false))
        section(message(zh: "概述", en: "SYNOPSIS"))
        lines.append(
            Roff.text(message(zh: "kb <命令> [选项] [参数 ...]", en: "kb <command> [options] [arguments ...]")))
        section(message(zh: "描述", en: "DESCRIPTION"))
        blocks(page.discussion)
        section(message(zh: "命令", en: "COMMANDS"))
        paragraph(
            message(
                zh: "命令的参数写在 <> 里，可以省略的写在 [] 里。", en: "Arguments stand in <>, in [] what may be left out."))
        let commands = (root.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
        for command in commands { self.command(command, under: [root.commandName]) }
        section(message(zh: "共同选项", en: "COMMON OPTIONS"))
        list(Self.commonOptions(of: root))
        for part in ManualTexts.parts {
            section(part.title)
            blocks(HelpBlock.blocks(of: part.text))
        }
    }

    private mutating func command(_ info: CommandInfo, under parents: [String]) {
        let page = CommandPage(info, under: parents)
        lines.append(".SS " + Roff.text(page.name))
        paragraph(page.abstract)
        let isTyped = page.subcommands.isEmpty || !page.arguments.isEmpty || info.defaultSubcommand != nil
        if isTyped, let synopsis = page.synopsis {
            paragraph(synopsis, Roff.bold)
        }
        blocks(page.discussion)
        list(page.arguments + page.options)
        let common = page.commonOptions.map(\.label).filter { !$0.contains("--help") }
        if !common.isEmpty, isTyped {
            paragraph(
                message(zh: "共同选项：", en: "Common options: ")
                    + common.joined(separator: message(zh: "、", en: ", ")))
        }
        // A default subcommand has been told by its parent.
        for child in info.subcommands ?? []
        where child.commandName != info.defaultSubcommand && child.commandName != "help" {
            command(child, under: parents + [info.commandName])
        }
    }

    /// The common options of all commands, each once.
    private static func commonOptions(of info: CommandInfo) -> [HelpEntry] {
        let own = CommandPage(info).commonOptions
        return (info.subcommands ?? []).flatMap(commonOptions).reduce(into: own) { all, entry in
            if !all.contains(where: { $0.label == entry.label }) { all.append(entry) }
        }
    }

    private mutating func section(_ title: String) { lines.append(".SH " + title) }

    private mutating func paragraph(_ text: String, _ style: (String) -> String = { Roff.text($0) }) {
        // A heading begins a paragraph by itself.
        if lines.last?.hasPrefix(".S") != true { lines.append(".PP") }
        lines.append(style(text))
    }

    private mutating func blocks(_ blocks: [HelpBlock]) {
        for block in blocks {
            switch block {
            case .paragraph(let text): paragraph(text)
            case .list(let entries): list(entries)
            }
        }
    }

    private mutating func list(_ entries: [HelpEntry]) {
        for entry in entries {
            lines += [".TP", Roff.bold(entry.label), entry.text.isEmpty ? "\\&" : Roff.text(entry.text)]
        }
    }
}
