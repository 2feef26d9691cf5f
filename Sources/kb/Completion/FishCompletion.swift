/// What ArgumentParser's script for fish lacks.
enum FishCompletion {
    /// The script with more lines: `kb help` takes what kb takes, `kb import` what `kb import codes` takes.
    static func extended(_ script: String) -> String {
        let lines = lines(of: script)
        return
            (lines + commands(in: lines).map { $0.replacing(" \"kb\" ", with: " \"kb help\" ") }
            + documents(in: lines).map { $0.replacing(" \"kb import codes\" ", with: " \"kb import\" ") })
            .joined(separator: "\n")
    }

    static func lines(of script: String) -> [String] {
        script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The lines that offer the commands after `kb`.
    static func commands(in lines: [String]) -> [String] {
        lines.filter { $0.contains(" \"kb\" ") && $0.contains(" -fa ") }
    }

    /// The lines that offer what follows `kb import codes`.
    static func documents(in lines: [String]) -> [String] {
        lines.filter { $0.contains(" \"kb import codes\" ") }
    }
}
