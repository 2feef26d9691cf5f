import ArgumentParser
import KnowledgeBase

extension NoteCommand {
    /// `kb note history`.
    struct History: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show every state that a note has had, oldest first; removed notes too.")

        @Argument(help: ArgumentHelp("The beginning of the note's ID: four digits or more.", valueName: "id"))
        var id: String

        @Flag(help: "Print one JSON object a line, as kb export notes does.")
        var json = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run() throws {
            let revisions = try Notes(try store.open()).history(id)
            for revision in revisions {
                try Output.write(
                    json ? NoteJSON.line(revision) : NoteText.text(of: revision, on: output.terminal))
            }
        }
    }
}
