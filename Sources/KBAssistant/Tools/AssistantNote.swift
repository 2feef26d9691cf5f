import KBCore
import KBText

/// Marks notes that an assistant wrote, so that nobody takes them for a person's.
enum AssistantNote {
    /// The tag that all of them have.
    static let tag = "assistant"

    /// Who writes: the user's name, and the program that the assistant is.
    ///
    /// What the program calls itself is a stranger's text: one line, and not a long one.
    static func author(_ user: String, via client: String) -> String {
        let words = client.split {
            $0.isWhitespace || $0.unicodeScalars.contains { HarmfulCharacters.contains($0.value) }
        }
        let program = words.isEmpty ? tag : String(words.joined(separator: " ").prefix(60))
        return by(user) + program
    }

    /// Whether the user has written a note, or an assistant of theirs.
    static func isOwn(_ note: Note, of user: String) -> Bool {
        note.author == user || note.author.hasPrefix(by(user))
    }

    private static func by(_ user: String) -> String { user.isEmpty ? "via " : user + " via " }
}
