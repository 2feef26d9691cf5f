import ArgumentParser
import KnowledgeBase

/// `kb annotation`: notes on passages.
struct AnnotationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotation",
        abstract: "List, move and remove notes on passages.",
        discussion: "Add one with kb annotate; change its text with kb note edit.",
        subcommands: [List.self, Remove.self, Move.self])

    /// `kb annotation list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List annotations, oldest first.")

        @Argument(help: ArgumentHelp("Only annotations of this code.", valueName: "code"))
        var code: String?

        @Flag(help: "Only those whose quote is no longer in the text.")
        var orphaned = false

        @Flag(help: "Print one JSON object a line.")
        var json = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run() throws {
            let store = try store.open()
            let kind: NoteFilter.Kind = orphaned ? .orphaned : .annotations
            let filters = try NoteCode.filters(code, in: store) { NoteFilter(reference: $0, kind: kind) }
            try NoteList.print(store, filters, on: json ? nil : output.terminal)
        }
    }

    /// `kb annotation rm`.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rm", abstract: "Remove an annotation; its history stays.")

        @Argument(
            help: ArgumentHelp("The beginning of the annotation's ID: four digits or more.", valueName: "id"))
        var id: String

        @OptionGroup var store: StoreOptions

        func run() throws {
            var command = NoteCommand.Remove()
            command.id = id
            command.store = store
            try command.run()
        }
    }

    /// `kb annotation move`.
    struct Move: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move an annotation to another passage of its code.")

        @Argument(
            help: ArgumentHelp("The beginning of the annotation's ID: four digits or more.", valueName: "id"))
        var id: String

        @Argument(help: ArgumentHelp("The passage, word for word.", valueName: "quote"))
        var quote: String

        @Option(help: ArgumentHelp("Which one, where the passage occurs several times.", valueName: "n"))
        var occurrence: Int?

        @OptionGroup var store: StoreOptions

        func run() throws {
            let store = try store.open()
            let notes = Notes(store)
            var note = try notes.find(id)
            let code = try CodeLookup(store).one(note.reference.description)
            let anchor = try NoteCode.quote(quote, occurrence: occurrence, of: code)
            note.anchor = anchor
            _ = try notes.edit(note)
            try NoteDrafts.announce(NoteReply.moved(note, to: anchor))
        }
    }
}
