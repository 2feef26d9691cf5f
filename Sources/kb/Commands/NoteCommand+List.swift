import ArgumentParser
import KnowledgeBase

extension NoteCommand {
    /// `kb note list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List notes, oldest first.")

        @Argument(help: ArgumentHelp("Only notes on this code.", valueName: "code"))
        var code: String?

        @Option(help: ArgumentHelp("Only notes with this tag.", valueName: "tag"))
        var tag: String?

        @Flag(help: "Print one JSON object a line.")
        var json = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run() throws {
            let store = try store.open()
            let tag = try tag.map { try NoteTags.normalized([$0]) }?.first
            let filters = try NoteCode.filters(code, in: store) { NoteFilter(reference: $0, tag: tag) }
            try NoteList.print(store, filters, on: json ? nil : output.terminal)
        }
    }
}
