import ArgumentParser

/// `kb note`: what the team has learnt about a code.
struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Write down what you have learnt about a code.",
        subcommands: [Add.self, List.self, Show.self, Edit.self, Remove.self, History.self])
}
