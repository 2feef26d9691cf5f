import ArgumentParser
import KBPresentation

/// `kb note`: what the team has learnt about a code.
struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: KBPresentation.message(
            zh: "记下对代码的经验。", en: "Write down what you have learnt about a code."),
        subcommands: [
            Add.self, List.self, Show.self, Edit.self, Remove.self, History.self, Restore.self, Undo.self,
            Conflicts.self, Resolve.self, Drafts.self,
        ])
}
