import ArgumentParser
import KBPresentation

/// All that is told about a command, before it is laid out for a terminal or a manual page.
struct CommandPage {
    /// The command as it is typed: `kb note add`.
    let name: String
    let abstract: String
    let discussion: [HelpBlock]
    /// How the command is written; nil for a topic, which is there to be read only.
    let synopsis: String?
    let arguments: [HelpEntry]
    let options: [HelpEntry]
    /// Options that most commands have.
    let commonOptions: [HelpEntry]
    let subcommands: [HelpEntry]
    /// Every option in all its spellings.
    let optionNames: [String]

    /// Describes a command.
    ///
    /// A command that has a default subcommand is described with what that one takes: `kb import` is `kb import codes`.
    ///
    /// - Parameters:
    ///   - info: The command.
    ///   - parents: The names of the commands that it is under.
    init(_ info: CommandInfo, under parents: [String] = []) {
        let standard = info.subcommands?.first { $0.commandName == info.defaultSubcommand }
        let all = (standard ?? info).arguments ?? []
        // Every command has --version; it is told once.
        let shown = all.filter { $0.shouldDisplay && !($0.isVersion && !parents.isEmpty) }
        let positional = shown.filter { $0.kind == "positional" }
        let children = (info.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
        name = (parents + [info.commandName]).joined(separator: " ")
        abstract = info.abstract ?? ""
        discussion = HelpBlock.blocks(of: info.discussion ?? "")
        arguments = positional.map { HelpEntry(label: "<\($0.valueName ?? "")>", text: $0.text) }
        options = Self.options(shown.filter { $0.kind != "positional" && !$0.isCommon })
        commonOptions = Self.options(shown.filter(\.isCommon))
        subcommands = children.map { HelpEntry(label: $0.commandName, text: $0.abstract ?? "") }
        optionNames = all.flatMap { ($0.names ?? []).map(\.text) }
        let takes = [
            children.isEmpty || standard != nil ? nil : message(zh: "<命令>", en: "<command>"),
            (options + commonOptions).allSatisfy(\.isFrame) ? nil : message(zh: "[选项]", en: "[options]"),
        ]
        let words = [name] + takes.compactMap(\.self) + positional.map(\.synopsis)
        synopsis = info.shouldDisplay ? words.joined(separator: " ") : nil
    }

    /// Options, a flag and its opposite as one.
    private static func options(_ arguments: [CommandInfo.Argument]) -> [HelpEntry] {
        arguments.reduce(into: []) { entries, argument in
            if let last = entries.last, argument.abstract == last.text, argument.kind == "flag" {
                entries[entries.count - 1].label += ", " + argument.label
            } else {
                entries.append(HelpEntry(label: argument.label, text: argument.text))
            }
        }
    }
}

extension HelpEntry {
    /// Whether this is an option that ArgumentParser gives to every command.
    fileprivate var isFrame: Bool { label.hasSuffix("--help") || label == "--version" }
}

extension CommandInfo.Argument {
    fileprivate var isVersion: Bool { hasName(["version"]) }

    /// Whether most commands have it; such options are told last.
    fileprivate var isCommon: Bool { hasName(["color", "db", "timeout", "version", "help"]) }

    private func hasName(_ wanted: Set<String>) -> Bool {
        names?.contains { wanted.contains($0.name) } == true
    }

    /// `-n, --limit <count>`.
    fileprivate var label: String {
        let names = (names ?? []).sorted { $0.kind == "short" && $1.kind != "short" }
        let list = names.map(\.text).joined(separator: ", ")
        return kind == "flag" ? list : "\(list) <\(valueName ?? "")>"
    }

    /// `[<text> ...]`.
    fileprivate var synopsis: String {
        let value = "<\(valueName ?? "")>" + (isRepeating ? " ..." : "")
        return isOptional ? "[\(value)]" : value
    }

    /// What is said about it, with its values and its default.
    fileprivate var text: String {
        let number = defaultValue.map { $0.hasSuffix(".0") ? String($0.dropLast(2)) : $0 }
        let facts = [
            allValues?.joined(separator: message(zh: "、", en: ", ")),
            number.map { message(zh: "默认 \($0)", en: "default: \($0)") },
        ].compactMap(\.self).joined(separator: message(zh: "；", en: "; "))
        let sentence = ParserWords.translated(abstract ?? "")
        return facts.isEmpty
            ? sentence : sentence.dropLast() + message(zh: "（\(facts)）。", en: " (\(facts)).")
    }
}
