import ArgumentParser
import KBCore
import KBPresentation

extension NoteCommand {
    /// `kb note list`.
    struct List: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "列出笔记，旧的在前。", en: "List notes, oldest first."))

        @Argument(
            help: ArgumentHelp(zh: "只列这个代码的笔记。", en: "Only notes on this code.", .code), completion: .codes)
        var code: String?

        @Option(
            help: ArgumentHelp(zh: "只列有这个标签的笔记。", en: "Only notes with this tag.", .tag), completion: .tags)
        var tag: String?

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
            let tag = try tag.map { try NoteTags.normalized([$0]) }?.first
            let filters = try NoteCode.filters(code, in: store) { NoteFilter(reference: $0, tag: tag) }
            try NoteList.print(store, filters, on: json ? nil : output.terminal(settings))
        }
    }
}
