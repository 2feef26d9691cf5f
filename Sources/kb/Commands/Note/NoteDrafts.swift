import Glibc
import KBPresentation

/// Sees to it that no text that a person wrote is lost.
enum NoteDrafts {
    /// Runs what needs a text that a person writes; when it fails, the text is kept in a file whose path is told, or
    /// else printed.
    ///
    /// - Parameters:
    ///   - options: Where the text comes from.
    ///   - write: Saves the text. Everything else that can fail is done here too.
    /// - Returns: What `write` returns.
    /// - Throws: What `write` throws; ``NoteInputError``.
    static func keeping<T>(_ options: NoteTextOptions, _ write: (inout UnsavedText) throws -> T) throws -> T {
        var unsaved = UnsavedText(options)
        do {
            try unsaved.readGiven()
            let result = try write(&unsaved)
            unsaved.discard()
            return result
        } catch {
            // What could not be read is named by the error.
            if unsaved.bytes != nil {
                if unsaved.isEmpty { unsaved.discard() } else { tell(&unsaved) }
            }
            throw error
        }
    }

    private static func tell(_ unsaved: inout UnsavedText) {
        if let path = unsaved.keep() {
            Output.note(
                TerminalText.escaped(NoteReply.kept(in: path)))
        } else if let bytes = unsaved.bytes {
            let text = String(decoding: bytes, as: UTF8.self)
            Output.note(NoteReply.unsaved)
            Output.noteAsIs(isatty(STDERR_FILENO) == 1 ? TerminalText.escaped(text) : text)
        }
    }

    /// Says that something was written.
    ///
    /// Where standard output cannot take it, standard error does: what was written stays written.
    static func announce(_ text: String) throws {
        do {
            try Output.say(text)
        } catch {
            if !error.isClosedPipe { Output.note(text) }
            throw error
        }
    }
}
