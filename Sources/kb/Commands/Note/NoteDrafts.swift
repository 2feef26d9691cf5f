import Glibc
import KBPresentation

/// Sees to it that no text that a person wrote is lost.
enum NoteDrafts {
    /// Takes a text that a person writes and does what it is for; when that fails, the text is kept in a file whose path
    /// is told, or else printed.
    ///
    /// - Parameters:
    ///   - options: Where the text comes from.
    ///   - task: What it is for.
    ///   - write: Saves the text. Everything else that can fail is done here too.
    /// - Returns: What `write` returns.
    /// - Throws: What `write` throws; ``NoteInputError``.
    static func keeping<T>(
        _ options: NoteTextOptions, for task: NoteTask, _ write: (inout UnsavedText) throws -> T
    ) throws -> T {
        try keeping(UnsavedText(), for: task) { unsaved in
            try unsaved.readGiven(options, for: task)
            return try write(&unsaved)
        }
    }

    /// The same for a text that is there, or that an editor asks for.
    static func keeping<T>(
        _ text: UnsavedText, for task: NoteTask, _ write: (inout UnsavedText) throws -> T
    ) throws -> T {
        var unsaved = text
        do {
            let result = try write(&unsaved)
            unsaved.discard()
            return result
        } catch NoteInputError.editorLeft(let editor, let draft) {
            // It may be writing still.
            throw NoteInputError.editorLeft(editor: editor, draft: draft)
        } catch {
            // What could not be read is named by the error.
            if unsaved.bytes != nil {
                if unsaved.isEmpty { unsaved.discard() } else { tell(&unsaved, task) }
            }
            throw error
        }
    }

    private static func tell(_ unsaved: inout UnsavedText, _ task: NoteTask) {
        if let draft = unsaved.keep(for: task) {
            Output.note(TerminalText.escaped(NoteReply.kept(in: draft.path)))
            if draft.path.hasPrefix((DraftFile.folder ?? "//") + "/") {
                Output.note(NoteReply.resumes(draft.name))
            }
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
