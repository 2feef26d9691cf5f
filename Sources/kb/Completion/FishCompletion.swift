/// What ArgumentParser's script for fish lacks.
enum FishCompletion {
    /// The script with more lines: `kb help` takes what kb takes, `kb serve` what `kb serve run` takes.
    static func extended(_ script: String) -> String {
        let lines = lines(of: script)
        let help = commands(in: lines).map { $0.replacing(" \"kb\" ", with: " \"kb help\" ") }
        let standard = StandardCommand.all.flatMap { command in
            self.lines(of: command, in: lines).map {
                $0.replacing("\"kb \(command.name) \(command.standard)\"", with: "\"kb \(command.name)\"")
            }
        }
        return (lines + help + standard).joined(separator: "\n")
    }

    static func lines(of script: String) -> [String] {
        script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The lines that offer the commands after `kb`.
    static func commands(in lines: [String]) -> [String] {
        lines.filter { $0.contains(" \"kb\" ") && $0.contains(" -fa ") }
    }

    /// The lines that offer what follows the command that another stands for, such as `kb serve run`.
    ///
    /// Those of the other itself, `--help` and `--version`, are there already.
    static func lines(of command: StandardCommand, in lines: [String]) -> [String] {
        lines.filter {
            $0.contains(" \"kb \(command.name) \(command.standard)\"") && !$0.contains(" -l 'help'")
                && !$0.contains(" -l 'version'")
        }
    }
}
