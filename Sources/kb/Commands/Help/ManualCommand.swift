import ArgumentParser
import KBPresentation

/// `kb manual`: prints the manual page, for `make man`.
struct ManualCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: KBPresentation.message(zh: "输出手册页 kb(1)。", en: "Print the manual page kb(1)."),
        shouldDisplay: false)

    @Argument(
        help: ArgumentHelp(zh: "手册页的日期，如 2026-01-31。", en: "The date of the page, such as 2026-01-31.", .date)
    )
    var date: String

    func run(_ settings: Settings) throws {
        try Output.write(String(ManualPage.text(of: try CommandInfo(KB.self), date: date).dropLast()))
    }
}
