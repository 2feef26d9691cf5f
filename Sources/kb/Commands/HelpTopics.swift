import ArgumentParser

/// `kb help exit-status`: what the exit statuses mean.
struct ExitStatusTopic: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exit-status", abstract: "The exit statuses of every command.", discussion: text,
        shouldDisplay: false)

    func run() throws {
        try Output.write(Self.text)
    }

    private static var text: String {
        ExitStatus.allCases.map { status in
            let number = String(status.rawValue)
            return String(repeating: " ", count: 2 - number.count) + number + "  " + status.meaning
        }.joined(separator: "\n")
    }
}
