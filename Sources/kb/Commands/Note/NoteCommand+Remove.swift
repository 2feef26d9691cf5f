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

        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let notes = Notes(try store.open(settings))
            for head in try notes.heads(id) {
                try notes.remove(head)
                try NoteDrafts.announce(NoteReply.removed(head))
            }
        }
    }
}
