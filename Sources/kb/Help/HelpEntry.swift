/// A thing and what is said about it: an option, a command, an example, an exit status.
struct HelpEntry {
    var label: String
    var text: String
}

extension HelpEntry {
    /// Reads a line such as `  kb query 404    the code itself`.
    init(_ line: some StringProtocol) {
        let line = line.drop { $0 == " " }
        let gap = line.indices.first { line[$0...].hasPrefix("  ") } ?? line.endIndex
        self.init(label: String(line[..<gap]), text: String(line[gap...].drop { $0 == " " }))
    }
}
