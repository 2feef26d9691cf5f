import ArgumentParser
import KnowledgeBase

extension NoteCommand {
    /// `kb note rm`.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rm", abstract: "Remove a note; its history stays.")

        @Argument(help: ArgumentHelp("The beginning of the note's ID: four digits or more.", valueName: "id"))
        var id: String

        @OptionGroup var store: StoreOptions

        func run() throws {
            let notes = Notes(try store.open())
            for head in try notes.heads(id) {
                try notes.remove(head)
                try NoteDrafts.announce(NoteReply.removed(head))
            }
        }
    }
}
