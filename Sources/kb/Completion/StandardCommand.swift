import ArgumentParser

/// A command that stands for one of those under it: `kb serve` is `kb serve run`.
struct StandardCommand {
    /// `serve`.
    let name: String
    /// `run`.
    let standard: String
    /// All that are under it: `run`, `token`.
    let commands: [String]

    /// Those that there are.
    static let all: [StandardCommand] = KB.configuration.subcommands.compactMap { command in
        guard let standard = command.configuration.defaultSubcommand else { return nil }
        return StandardCommand(
            name: command._commandName, standard: standard._commandName,
            commands: command.configuration.subcommands.map { $0._commandName })
    }
}
