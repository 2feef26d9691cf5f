import ArgumentParser
import Foundation

/// `kb-fuzz`: random inputs through kb's libraries, each of which must keep what they promise.
@main
struct FuzzCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kb-fuzz", abstract: "Try random inputs on kb's libraries, in process.",
        discussion: """
            Seed and number make an input, so --seed and --only have it again. An input that breaks a promise, takes \
            too long or ends the process is named on standard error, and the exit status is 1.
            """)

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case queries, documents, notes, lines, logs, messages
    }

    @Argument(
        help:
            "What to try: queries, documents, notes, lines of an export of notes, logs, or messages of assistants."
    )
    var kind: Kind

    @Option(help: "How many inputs.")
    var count = 1000

    @Option(help: "The seed of everything random.")
    var seed = UInt64(Date().timeIntervalSince1970)

    @Option(help: ArgumentHelp("Try this one input only, and print it.", valueName: "number"))
    var only: Int?

    @Option(help: "An empty folder for the knowledge bases.")
    var folder: String

    @Option(help: "How long one input may take.")
    var seconds = 1.0

    @Option(help: "How much memory the process may take.")
    var megabytes = 512

    @Flag(help: "Stay in this process, for a debugger: nobody is left then to name an input that ends it.")
    var direct = false

    func validate() throws {
        guard count > 0, only ?? 0 >= 0 else { throw ValidationError("Please count inputs from 0.") }
        guard seconds > 0, megabytes > 0 else { throw ValidationError("Please allow some time and memory.") }
    }

    func run() throws {
        let isWell =
            if !direct {
                try Supervisor(options: self).run()
            } else {
                switch kind {
                case .queries: try Trial(try QueryFuzz(folder: folder), self).run()
                case .documents: try Trial(try DocumentFuzz(folder: folder), self).run()
                case .notes: try Trial(try NoteFuzz(folder: folder), self).run()
                case .lines: try Trial(try LineFuzz(folder: folder), self).run()
                case .messages: try Trial(try MessageFuzz(folder: folder), self).run()
                case .logs: try Trial(try LogFuzz(folder: folder), self).run()
                }
            }
        if !isWell { throw ExitCode.failure }
    }

    /// The file that has the number of the input at hand.
    var numberFile: String { folder + "/input" }

    /// How to have an input again.
    func repetition(of number: Int) -> String {
        "kb-fuzz \(kind.rawValue) --seed \(seed) --only \(number) --folder …"
    }
}
