import ArgumentParser
import KBCore
import KBPresentation

extension NoteCommand {
    /// `kb note rm`.
    struct Remove: Command {
        static let configuration = CommandConfiguration(
            commandName: "rm",
            abstract: KBPresentation.message(zh: "删除一条笔记；历史还在。", en: "Remove a note; its history stays."))

        @Argument(help: .noteID, completion: .notes)
        var id: String

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let notes = Notes(try store.open(settings))
            guard let note = try notes.heads(id).first else { throw NoteError.notFound(prefix: id) }
            try notes.remove(note, author: author.name(settings))
            try NoteDrafts.announce(NoteReply.removed(note))
        }
    }
}
