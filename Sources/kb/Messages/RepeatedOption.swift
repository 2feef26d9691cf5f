import ArgumentParser

/// Options of one value that a command line gives twice.
///
/// ArgumentParser takes the last without a word, and whoever typed both meant something by the first.
enum RepeatedOption {
    /// Letters and the long names that mean the same, in whatever command.
    static let longNames: [Character: Set<String>] = [
        "b": ["book"], "n": ["limit", "top"], "p": ["pattern"], "m": ["message"], "f": ["follow"],
        "h": ["help"],
    ]

    /// Refuses a command line that has one.
    ///
    /// - Throws: ``WrongUsage``.
    static func check(_ arguments: ArraySlice<String>) throws {
        guard mayHaveOne(arguments) else { return }
        let path = CommandPath(arguments)
        let page = try path.page()
        guard let option = first(in: path.rest, of: try options(of: path.command)) else { return }
        throw WrongUsage(fault: .repeatedOption(option), page: page, rest: path.rest)
    }

    /// Whether two words may be the same option: a look at the words alone, for what a command takes is not known at once.
    static func mayHaveOne(_ arguments: ArraySlice<String>) -> Bool {
        var seen: Set<String> = []
        for word in arguments.prefix(while: { $0 != "--" }) where word.hasPrefix("-") && word != "-" {
            if !seen.insert(key(of: word)).inserted { return true }
        }
        return false
    }

    private static func key(of word: String) -> String {
        guard word.hasPrefix("--") else { return String(word.prefix(2)) }
        let name = String(word.dropFirst(2).prefix { $0 != "=" })
        return longNames.first { $0.value.contains(name) }.map { "-\($0.key)" } ?? "--" + name
    }

    private static func options(of command: any ParsableCommand.Type) throws -> [CommandInfo.Argument] {
        let info = try CommandInfo(command)
        let standard = info.subcommands?.first { $0.commandName == info.defaultSubcommand }
        return (standard ?? info).arguments?.filter { $0.kind == "option" } ?? []
    }

    /// The first option of one value that is given a second time, as it is typed there.
    private static func first(in words: ArraySlice<String>, of options: [CommandInfo.Argument]) -> String? {
        var seen: Set<String> = []
        var rest = words
        while let word = rest.popFirst(), word != "--" {
            guard let (option, name) = option(word, in: options) else { continue }
            if word == name { _ = rest.popFirst() }
            let first = option.names?.first?.text ?? name
            if !seen.insert(first).inserted, !option.isRepeating { return name }
        }
        return nil
    }

    /// The option that a word is, and the name that it has there.
    private static func option(
        _ word: String, in options: [CommandInfo.Argument]
    ) -> (option: CommandInfo.Argument, name: String)? {
        for option in options {
            for name in (option.names ?? []).map(\.text) {
                let isJoined = word.hasPrefix(name.hasPrefix("--") ? name + "=" : name)
                if word == name || isJoined { return (option, name) }
            }
        }
        return nil
    }
}
