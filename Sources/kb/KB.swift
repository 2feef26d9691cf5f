import ArgumentParser
import Glibc

/// The program.
@main
struct KB: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kb",
        abstract: "Find the right code, and what the team has learnt about it.",
        version: "0.1.0",
        subcommands: [ImportCommand.self, QueryCommand.self],
        helpNames: [.short, .long])

    /// Parses, runs, and turns whatever is thrown into a message and an exit status.
    static func main() {
        // A reader that has seen enough closes the pipe; writing then fails instead of killing the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            ErrorReport(error).printAndExit()
        }
    }

    func run() throws {
        try Output.write(FirstSteps.text)
    }
}
