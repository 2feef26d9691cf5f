import ArgumentParser
import KBCore
import KBPresentation

extension NoteCommand {
    /// `kb note list`.
    struct List: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "列出笔记，旧的在前。", en: "List notes, oldest first."),
            discussion: KBPresentation.message(
                zh: """
                    几个条件要同时满足。
                    例如：
                      kb note list 404  一个代码的
                      kb note list --tag nginx --author 小李  小李写的、有这个标签的
                      kb note list --since 7d --newest  一周来改过的，最近的在前
                      kb note list --conflicts  有冲突的
                    """,
                en: """
                    A note must meet all conditions.
                    For example:
                      kb note list 404  those on a code
                      kb note list --tag nginx --author Li  by Li, with this tag
                      kb note list --since 7d --newest  changed within a week, latest first
                      kb note list --conflicts  in conflict
                    """))

        @Argument(
            help: ArgumentHelp(zh: "只列这个代码的笔记。", en: "Only notes on this code.", .code), completion: .codes)
        var code: String?

        @Option(
            name: .long,
            help: ArgumentHelp(
                zh: "只列有这个标签的笔记；写几次，就要每个都有。",
                en: "Only notes with this tag; repeat it to require several.", .tag),
            completion: .tags)
        var tag: [String] = []

        @OptionGroup var filter: NoteFilterOptions

        @Flag(help: ArgumentHelp(zh: "只列原文已经不在的批注。", en: "Only annotations whose passage is gone."))
        var orphaned = false

        @Flag(help: ArgumentHelp(zh: "只列有冲突的笔记。", en: "Only notes that are in conflict."))
        var conflicts = false

        @Flag(
            help: ArgumentHelp(
                zh: "只列等代码的笔记：那个代码或那本书现在没有。",
                en: "Only notes that wait for a code or a book that is not here."))
        var waiting = false

        @Flag(help: .json)
        var json = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let store = try store.open(settings)
            if waiting { return try NoteList.printWaiting(store, on: json ? nil : output.terminal(settings)) }
            var filters = try filter.filters(code, tags: tag, kind: orphaned ? .orphaned : .all, in: store)
            if conflicts { for index in filters.indices { filters[index].isInConflict = true } }
            try NoteList.print(
                store, filters, limit: filter.limit, on: json ? nil : output.terminal(settings))
        }
    }
}
