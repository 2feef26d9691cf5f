import ArgumentParser
import HanText
import KnowledgeBase

extension NoteCommand {
    /// `kb note show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a note.")

        @Argument(help: ArgumentHelp("The beginning of the note's ID: four digits or more.", valueName: "id"))
        var id: String

        @Flag(help: "Print a JSON object; one a line for each version of a note in conflict.")
        var json = false

        @OptionGroup var store: StoreOptions

        func run() throws {
            let heads = try Notes(try store.open()).heads(id)
            if json {
                for head in heads { try Output.write(NoteJSON.line(head)) }
            } else {
                for head in heads {
                    try Output.write(
                        NoteText.heading(head.reference) + "\n"
                            + NoteText.styled(NoteText.lines(for: head, width: NoteText.terminalWidth)))
                }
            }
            if heads.count > 1 { NoteList.warn(conflict: heads) }
        }
    }
}
