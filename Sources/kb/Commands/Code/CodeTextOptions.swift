import ArgumentParser
import KBCore
import KBDocuments
import KBPresentation

/// What is written about a code.
struct CodeTextOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            zh: "名称；末尾括号里的是限定。", en: "The name; a bracketed part at its end is the qualifier.", .name))
    var name: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(zh: "说明；写成空的就去掉。", en: "The description; an empty one removes it.", .text))
    var description: String?

    @Option(
        name: .long, help: ArgumentHelp(zh: "加一个别名；可以写几次。", en: "An alias; may be given again.", .alias))
    var alias: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            zh: "一个附加字段，写成 负责人=支付组；= 后面空着就去掉；可以写几次。",
            en: "A field, such as owner=payments; an empty value removes it; may be given again.",
            .value),
        transform: Self.field)
    var field: [EntryField] = []

    /// Whether no option is there.
    var isEmpty: Bool { name == nil && description == nil && alias.isEmpty && field.isEmpty }

    var change: CodeEditing.Change {
        var change = CodeEditing.Change()
        change.name = name
        change.description = description
        change.aliases = alias
        change.fields = field
        return change
    }

    private static func field(_ text: String) throws -> EntryField {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw ValidationError(
                KBPresentation.message(
                    zh: "“\(text)”应写成 名称=内容", en: "'\(text)' should be NAME=TEXT"))
        }
        return EntryField(name: parts[0], text: parts[1])
    }
}
