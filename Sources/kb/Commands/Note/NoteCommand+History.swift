import ArgumentParser
import KBCore
import KBPresentation
import KBText

extension NoteCommand {
    /// `kb note history`.
    struct History: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "显示笔记的每次修订：谁、什么时候、改了哪些字；删掉的笔记也看得到。",
                en: "Show every revision of a note, removed ones too: who changed which words, and when."),
            discussion: KBPresentation.message(
                zh: """
                    旧的在前；[-…-] 是去掉的，{+…+} 是加上的，终端上用红绿两色。每次修订末尾是编号，给 kb note restore 用。
                    例如：
                      kb note history 3f2a0  每次修订改了什么
                      kb note history 3f2a0 --full --newest -n 1  最后一次修订的全文
                    """,
                en: """
                    Oldest first; [-…-] marks removed words and {+…+} added ones, red and green on a \
                    terminal. Each revision ends with its ID, for kb note restore.
                    For example:
                      kb note history 3f2a0  what each revision changed
                      kb note history 3f2a0 --full --newest -n 1  the full text of the last revision
                    """))

        @Argument(help: .noteID, completion: .notes)
        var id: String

        @Flag(
            help: ArgumentHelp(
                zh: "显示每次修订的全文，不比较。", en: "Show the full text of each revision, without comparing."))
        var full = false

        @Flag(help: ArgumentHelp(zh: "新的在前。", en: "Newest first."))
        var newest = false

        @Option(
            name: UsualOption.limit.names,
            help: ArgumentHelp(zh: "只显示最后几次修订。", en: "Show only this many, the latest.", .count))
        var limit: Int?

        @Flag(
            help: ArgumentHelp(
                zh: "每行输出一个 JSON 对象，与 kb export notes 相同。",
                en: "Print one JSON object a line, as kb export notes does."))
        var json = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let store = try store.open(settings)
            let states = try Notes(store).history(id)
            var shown = Array(states.suffix(max(1, limit ?? .max)))
            if newest { shown.reverse() }
            if json { return try Output.write(shown.map(\.json.text).joined(separator: "\n")) }
            let terminal = output.terminal(settings)
            let view = NoteHistoryText(states, on: terminal, whole: full)
            try Pager.show(on: terminal) { pager in
                if let reference = states.last?.reference {
                    try pager.write(
                        terminal.wrapped(try NoteCode.title(of: reference, in: store)).joined(separator: "\n")
                    )
                }
                for state in shown { try pager.write(view.text(of: state)) }
            }
        }
    }

    /// `kb note restore`.
    struct Restore: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "恢复删掉的笔记，或以前的修订。", en: "Restore a removed note or an earlier revision."),
            discussion: KBPresentation.message(
                zh: """
                    以前的修订写成 笔记@修订，两个编号都看 kb note history。恢复也是一次修订，什么也不丢。
                    例如：
                      kb note restore 3f2c0  删掉的笔记
                      kb note restore 9c1e0@1a2b  这条笔记以前的一次修订
                    """,
                en: """
                    Write an earlier revision as NOTE@REVISION; kb note history shows both IDs. Restoring \
                    adds a revision, so nothing is lost.
                    For example:
                      kb note restore 3f2c0  a note that was removed
                      kb note restore 9c1e0@1a2b  an earlier revision of a note
                    """))

        @Argument(
            help: ArgumentHelp(
                zh: "笔记的编号，后面可以接 @ 和修订的编号。",
                en: "The note's ID, optionally followed by @ and the ID of a revision.", .id),
            completion: .notes)
        var id: String

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let (note, state) = NoteName.parts(of: id)
            let notes = Notes(try store.open(settings))
            let restored = try notes.restore(note, to: state, author: author.name(settings))
            try NoteDrafts.announce(NoteReply.restored(restored))
        }
    }

    /// `kb note undo`.
    struct Undo: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "撤回自己最后一次改动；再撤一次就是重做。",
                en: "Undo your last change; run it again to redo it."),
            discussion: KBPresentation.message(
                zh: "写、改、删、恢复笔记都算，加去标签和移动批注也算。改动之后别人又改过，就不撤。",
                en: """
                    It undoes adding, editing, removing, restoring and tagging a note, and moving an \
                    annotation, unless somebody else has changed the note since.
                    """))

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let notes = Notes(try store.open(settings))
            let name = author.name(settings)
            let change = try notes.lastChange(by: name)
            let note = try notes.undo(change, author: name)
            try NoteDrafts.announce(NoteReply.undone(change, now: note))
        }
    }
}
