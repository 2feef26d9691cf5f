import ArgumentParser
import Glibc
import KnowledgeBase

/// The program.
@main
struct KB: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kb",
        abstract: "Find the right code, and what the team has learnt about it.",
        version: "0.1.0",
        subcommands: [
            QueryCommand.self, ShowCommand.self, ListCommand.self, ImportCommand.self, ExportCommand.self,
            NoteCommand.self, AnnotateCommand.self, AnnotationCommand.self, TagCommand.self,
            AliasCommand.self,
            SynonymCommand.self, BackupCommand.self, RestoreCommand.self, DoctorCommand.self,
            StatsCommand.self, ScanCommand.self,
            ExitStatusTopic.self,
        ],
        helpNames: [.short, .long])

    /// Parses, runs, and turns whatever is thrown into a message and an exit status.
    static func main() {
        // A reader that has seen enough closes the pipe; writing then fails instead of killing the process.
        signal(SIGPIPE, SIG_IGN)
        // So it is with a write past the largest allowed size of a file.
        signal(SIGXFSZ, SIG_IGN)
        do {
            if let query = Query(usual: CommandLine.arguments.dropFirst()) {
                let path = query.database ?? StoreOptions.defaultPath
                try answering { try query.run(StoreOptions.openForAnswer(path), .current(.auto)) }
            } else {
                var command = try parse()
                if command is any ReadingCommand {
                    try answering { try command.run() }
                } else {
                    try command.run()
                }
            }
        } catch {
            if let signal = Interruption.received { Interrupted(signal: signal).printAndExit() }
            ErrorReport(error).printAndExit()
        }
    }

    /// The command that the arguments ask for.
    ///
    /// Building the tree of all commands takes 2 ms, so a query is parsed by itself; whatever that refuses goes the
    /// usual way, which also words the errors.
    private static func parse() throws -> any ParsableCommand {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == QueryCommand.configuration.commandName,
            let query = try? QueryCommand.parse(Array(arguments.dropFirst()))
        {
            return query
        }
        return try parseAsRoot()
    }

    /// Runs a command that only reads; a second time, on a new connection, where the file seems damaged.
    ///
    /// A read that fails once looks like damage to SQLite, and nothing has been printed by then.
    private static func answering(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch StoreError.corrupt, StoreError.inputOutput {
            try body()
        }
    }

    func run() throws {
        try Output.write(FirstSteps.text)
    }
}

/// A command that prints what it has read once it has read everything.
protocol ReadingCommand: ParsableCommand {}

extension QueryCommand: ReadingCommand {}
extension ShowCommand: ReadingCommand {}
extension ListCommand: ReadingCommand {}
extension StatsCommand: ReadingCommand {}
