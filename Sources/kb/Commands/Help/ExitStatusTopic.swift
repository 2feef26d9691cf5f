import ArgumentParser
import KBPresentation

/// `kb help exit-status`: what the exit statuses mean.
struct ExitStatusTopic: Command {
    static let configuration = CommandConfiguration(
        commandName: "exit-status",
        abstract: KBPresentation.message(zh: "每个命令的退出状态。", en: "The exit statuses of every command."),
        discussion: text, shouldDisplay: false)

    func run(_ settings: Settings) throws {
        try HelpText(terminal: .current(settings)).show(HelpBlock.blocks(of: Self.text))
    }

    static var text: String {
        ExitStatus.allCases.map { " \($0.rawValue)  \($0.meaning)" }.joined(separator: "\n")
    }
}
