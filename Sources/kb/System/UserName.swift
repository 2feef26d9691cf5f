import KBInput
import KBText

/// The user's name in git and in the system.
enum UserName {
    /// Git's `user.name`, for the working folder; nil without git, or where it has none.
    static var git: String? { firstLine(of: ["git", "config", "user.name"]) }

    /// The name under which the user is logged in.
    ///
    /// `id` also knows users that `/etc/passwd` does not have, for which a program would have to load libraries.
    static var login: String? { firstLine(of: ["id", "-un"]) }

    private static func firstLine(of words: [String]) -> String? {
        guard let run = ChildProcess.run(words, catchesOutput: true, isQuiet: true), run.status == 0 else {
            return nil
        }
        let line = run.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let name = line.trimmedOfSpace
        return name.isEmpty || name.utf8.contains(0) ? nil : name
    }
}
