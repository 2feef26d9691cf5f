import ArgumentParser
import KBCore
import KBPresentation
import KBText

extension NoteCommand {
    /// `kb note conflicts`.
    struct Conflicts: Command {
        static let configuration = CommandConfiguration(
            commandName: "conflicts",
            abstract: KBPresentation.message(
                zh: "列出有冲突的笔记，以及两边的文字。", en: "List notes in conflict, with their versions."))

        @Flag(help: .json)
        var json = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let store = try store.open(settings)
            let merges = try Notes(store).merges()
            guard !merges.isEmpty else { throw NoteListError.noConflicts }
            if json { return try Output.write(merges.map { JSONValue($0).text }.joined(separator: "\n")) }
            let terminal = output.terminal(settings)
            let texts = try merges.map { merge -> String in
                guard let first = merge.heads.first else { return "" }
                let title = terminal.wrapped(try NoteCode.title(of: first.reference, in: store))
                return (title + [NoteMergeText.text(of: merge, on: terminal)]).joined(separator: "\n")
            }
            try Pager.show(texts.joined(separator: "\n\n"), on: terminal)
        }
    }

    /// `kb note resolve`.
    struct Resolve: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "解决一条笔记的冲突。", en: "Resolve a note in conflict."),
            discussion: KBPresentation.message(
                zh: """
                    不给选项就打开编辑器，里面有全部版本。标签已经合并，不用选。
                    例如：
                      kb note resolve 9c1e0 --mine  留这边的
                      kb note resolve 9c1e0 --both  都留，一个接一个
                      kb note resolve 9c1e0 -m 先看日志  另写一句
                    """,
                en: """
                    Without an option, kb starts the editor with all versions. Tags are merged already.
                    For example:
                      kb note resolve 9c1e0 --mine  the version of this knowledge base
                      kb note resolve 9c1e0 --both  all texts, one after the other
                      kb note resolve 9c1e0 -m 'see the log'  another text
                    """))

        /// Which version is left.
        enum Choice: String, EnumerableFlag {
            case mine, theirs, both

            static func help(for value: Choice) -> ArgumentHelp? {
                switch value {
                case .mine: ArgumentHelp(zh: "留这个知识库原来的版本。", en: "Keep the version of this knowledge base.")
                case .theirs: ArgumentHelp(zh: "留别处来的版本。", en: "Keep the other version.")
                case .both: ArgumentHelp(zh: "都留，一个接一个。", en: "Keep all texts, one after the other.")
                }
            }
        }

        @Argument(help: .noteID, completion: .conflicts)
        var id: String

        @Flag var choice: Choice?

        @Option(
            name: .letter("m", "message"), parsing: .unconditional,
            help: ArgumentHelp(zh: "另写的文字。", en: "Another text.", .text))
        var message: String?

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func validate() throws {
            guard choice == nil || message == nil else {
                throw ValidationError(
                    KBPresentation.message(
                        zh: "--mine、--theirs、--both 和 -m 只能用一个",
                        en: "give only one of --mine, --theirs, --both and -m"))
            }
        }

        func run(_ settings: Settings) throws {
            let notes = Notes(try store.open(settings))
            let merge = try notes.merge(id)
            guard merge.isConflict, let note = merge.heads.first else {
                return Output.note(NoteReply.noConflict(merge.heads.first?.shortID ?? id))
            }
            if let choice {
                let chosen: NoteChoice =
                    switch choice {
                    case .mine: .mine
                    case .theirs: .theirs
                    case .both: .both
                    }
                let left = try notes.resolve(merge, by: chosen, author: author.name(settings))
                return try NoteDrafts.announce(left.map(NoteReply.resolved) ?? NoteReply.removed(note))
            }
            var text = NoteTextOptions()
            (text.words, text.message) = ([], message.map { [$0] } ?? [])
            _ = try NoteTask(note: id).run(text, by: author, in: store, settings)
            try NoteDrafts.announce(NoteReply.resolved(note))
        }
    }
}
