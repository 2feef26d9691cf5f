import ArgumentParser
import KBCore
import KBPresentation

/// `kb log`: what was done, newest first.
struct LogCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: KBPresentation.message(
            zh: "谁什么时候改了什么：导入、笔记、别名，新的在前。",
            en: "Show who changed what and when: imports, notes, aliases; newest first."),
        discussion: KBPresentation.message(
            zh: """
                改动逐词标出：[-原来的-]{+现在的+}，终端上用颜色。
                例如：
                  kb log --since yesterday  昨天以来
                  kb log 404  一个代码的来历
                  kb log --book http -n 50
                """,
            en: """
                Changed words are marked: [-removed-]{+added+}, in colour on a terminal.
                For example:
                  kb log --since yesterday
                  kb log 404  the history of a code
                  kb log --book http -n 50
                """))

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(
        help: ArgumentHelp(zh: "只看这个代码。", en: "Only changes of this code.", .code), completion: .codes)
    var code: String?

    @Option(
        name: UsualOption.book.names,
        help: ArgumentHelp(zh: "只看这本书。", en: "Only this book.", .book), completion: .books)
    var book: String?

    @Option(
        help: ArgumentHelp(
            zh: "从何时起：yesterday、2h、3d、2026-01-31、“2026-01-31 12:00”。",
            en: "Only changes since: yesterday, 2h, 3d, 2026-01-31, '2026-01-31 12:00'.", .date),
        transform: { try Moment($0) })
    var since: Moment?

    @Option(
        help: ArgumentHelp(zh: "只看这个人做的。", en: "Only changes by this author.", .author), completion: .authors)
    var author: String?

    @Option(
        name: UsualOption.limit.names,
        help: ArgumentHelp(zh: "最多几条。", en: "The maximum number of entries.", .count))
    var limit: Int = 20

    @Flag(help: .json)
    var json = false

    func validate() throws {
        guard (1...100_000).contains(limit) else {
            throw ValidationError(
                KBPresentation.message(zh: "-n 从 1 到 100000", en: "-n must be from 1 to 100000"))
        }
    }

    func run(_ settings: Settings) throws {
        let store = try store.open(settings)
        let filter = ChangeLog.Filter(
            reference: try code.map { try CodeLookup(store).one($0).reference }, book: book,
            since: since?.stored, author: author)
        let (entries, more) = try ChangeLog(store).newest(limit, filter)
        guard !entries.isEmpty else { throw NothingLogged() }
        if json {
            try Output.write(entries.map { LogText.json($0).text }.joined(separator: "\n"))
        } else {
            let terminal = output.terminal(settings)
            try Pager.show(LogText.text(entries, on: terminal), on: terminal)
        }
        if more > 0 { Output.note(LogText.more(more)) }
    }
}
