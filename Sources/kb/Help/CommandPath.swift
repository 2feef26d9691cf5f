import ArgumentParser

/// The command that a command line names.
struct CommandPath {
    /// From `kb` to the command.
    private(set) var commands: [any ParsableCommand.Type] = [KB.self]
    /// What follows the names.
    private(set) var rest: ArraySlice<String>

    /// Follows the names at the beginning of a command line.
    init(_ arguments: ArraySlice<String>) {
        rest = arguments
        while let name = rest.first,
            let next = command.configuration.subcommands.first(where: { $0._commandName == name })
        {
            commands.append(next)
            rest.removeFirst()
        }
    }

    /// The command.
    var command: any ParsableCommand.Type { commands.last ?? KB.self }

    /// What is told about the command.
    func page() throws -> CommandPage {
        CommandPage(try CommandInfo(command), under: commands.dropLast().map { $0._commandName })
    }
}

extension CommandPath {
    /// The command that a request for help is about.
    ///
    /// - Throws: ``UnknownCommand`` where `help` is followed by what is no command.
    init(help arguments: ArraySlice<String>) throws {
        let isTopic = arguments.first == "help"
        self.init(isTopic ? arguments.dropFirst() : arguments)
        if isTopic, let word = rest.first, !word.hasPrefix("-") {
            throw UnknownCommand(name: word, page: try page())
        }
    }
}

extension ParsableCommand {
    /// Whether this is ArgumentParser's own command for help, or one that only has others under it.
    var asksForHelp: Bool {
        let type = type(of: self)
        return type._commandName == "help" || !(self is KB) && !type.configuration.subcommands.isEmpty
    }
}
