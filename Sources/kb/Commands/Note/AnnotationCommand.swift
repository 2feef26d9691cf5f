import ArgumentParser
import KBCore
import KBPresentation

/// `kb annotation`: notes on passages.
struct AnnotationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotation",
        abstract: KBPresentation.message(
            zh: "列出、移动和删除批注。", en: "List, move and remove annotations."),
        discussion: KBPresentation.message(
            zh: "新写一条用 kb annotate，改文字用 kb note edit。",
            en: "Add one with kb annotate; change its text with kb note edit."),
        subcommands: [List.self, Remove.self, Move.self])

    /// `kb annotation list`.
    struct List: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "列出批注，旧的在前。", en: "List annotations, oldest first."),
            discussion: KBPresentation.message(
                zh: """
                    例如：
                      kb annotation list --orphaned  原文已经不在的
                      kb annotation list --author 小李 --newest -n 5  小李最近改的五条
                    """,
                en: """
                    For example:
                      kb annotation list --orphaned  those whose passage is gone
                      kb annotation list --author Li --newest -n 5  the last five that Li changed
                    """))

        @Argument(
            help: ArgumentHelp(zh: "只列这个代码的批注。", en: "Only annotations of this code.", .code),
            completion: .codes)
        var code: String?

        @Flag(help: ArgumentHelp(zh: "只列原文已经不在的批注。", en: "Only those whose passage is gone."))
        var orphaned = false

        @OptionGroup var filter: NoteFilterOptions

        @Flag(help: .json)
        var json = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let store = try store.open(settings)
            let kind: NoteFilter.Kind = orphaned ? .orphaned : .annotations
            let filters = try filter.filters(code, kind: kind, in: store)
            try NoteList.print(
                store, filters, limit: filter.limit, on: json ? nil : output.terminal(settings))
        }
    }

    /// `kb annotation rm`.
    struct Remove: Command {
        static let configuration = CommandConfiguration(
            commandName: "rm",
            abstract: KBPresentation.message(
                zh: "删除一条批注；历史还在。", en: "Remove an annotation; its history stays."))

        @Argument(help: .annotationID, completion: .annotations)
        var id: String

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            var command = NoteCommand.Remove()
            command.id = id
            command.author = author
            command.store = store
            try command.run(settings)
        }
    }

    /// `kb annotation move`.
    struct Move: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "把批注移到同一个代码的另一段原文上。", en: "Move an annotation to another passage of its code."),
            discussion: KBPresentation.message(
                zh: """
                    例如：
                      kb annotation move 3f2b0 Bad  移到这段原文
                      kb annotation move 3f2b0 --nearest  移到最像原来那段的原文
                    """,
                en: """
                    For example:
                      kb annotation move 3f2b0 Bad  to this passage
                      kb annotation move 3f2b0 --nearest  to the most similar passage
                    """))

        @Argument(help: .annotationID, completion: .annotations)
        var id: String

        @Argument(help: .passage)
        var quote: String?

        @Flag(
            help: ArgumentHelp(
                zh: "移到最像原来那段的原文，kb annotation list --orphaned 列出是哪段。",
                en: "Move it to the most similar passage, which kb annotation list --orphaned shows."))
        var nearest = false

        @Option(help: .occurrence)
        var occurrence: Int?

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func validate() throws {
            guard (quote != nil) != nearest else {
                throw ValidationError(
                    KBPresentation.message(
                        zh: "给出一段原文，或写 --nearest，只要其中一样", en: "give either a passage or --nearest"))
            }
        }

        func run(_ settings: Settings) throws {
            let store = try store.open(settings)
            let notes = Notes(store)
            var note = try notes.find(id)
            let code = try CodeLookup(store).one(note.reference.description)
            let anchor: TextQuote
            if let quote {
                anchor = try NoteCode.quote(quote, occurrence: occurrence, of: code)
            } else {
                guard let lost = note.anchor, lost.isOrphaned else {
                    throw NoteQuoteError.notLost(note)
                }
                guard let near = code.nearest(to: lost) else {
                    throw NoteQuoteError.notFound(lost.exact, code, nearest: nil)
                }
                anchor = near
            }
            note.anchor = anchor
            note.author = author.name(settings)
            _ = try notes.edit(note)
            try NoteDrafts.announce(NoteReply.moved(note, to: anchor))
        }
    }
}
