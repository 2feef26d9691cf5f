import Glibc
import KBCore
import KBPresentation

/// Sees to it that no text that a person wrote is lost.
enum NoteDrafts {
    /// Runs a write; when it fails, the text is kept in a file whose path is told, or else printed.
    static func keeping<T>(_ text: String, _ write: () throws -> T) throws -> T {
        do {
            return try write()
        } catch NoteError.emptyBody {
            throw NoteError.emptyBody
        } catch {
            if let path = save(text) {
                Output.note(
                    TerminalText.escaped(
                        message(
                            zh: "没有存下的文字保留在 \(path)", en: "the text that was not saved is kept in \(path)")))
            } else {
                Output.note(message(zh: "没有存下的文字：", en: "the text that was not saved:"))
                Output.note(isatty(STDERR_FILENO) == 1 ? TerminalText.escaped(text) : text)
            }
            throw error
        }
    }

    /// Writes a text to a new file that only its owner may read, in `$XDG_STATE_HOME/kb/drafts`.
    ///
    /// - Returns: Its path; nil where that cannot be done.
    private static func save(_ text: String) -> String? {
        guard let state = Environment.folder("XDG_STATE_HOME", inHome: ".local/state") else { return nil }
        return try? PrivateFile.create(text, in: state + "/kb/drafts", prefix: "note-", suffix: ".md")
    }

    /// Says that something was written.
    ///
    /// Where standard output cannot take it, standard error does: what was written stays written.
    static func announce(_ text: String) throws {
        do {
            try Output.write(text)
        } catch {
            if !error.isClosedPipe { Output.note(text) }
            throw error
        }
    }
}
