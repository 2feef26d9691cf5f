import Glibc

/// Lets a person write a text in an editor.
enum NoteEditor {
    /// Starts `$VISUAL` or `$EDITOR` on a text.
    ///
    /// The text stands in a temporary file that only its owner may read, and that stays when the editor fails.
    ///
    /// - Parameters:
    ///   - text: What the file has at first.
    ///   - title: What the text is about; printed before the editor starts.
    /// - Returns: What the file has when the editor is done.
    /// - Throws: ``NoteInputError``.
    static func edit(_ text: String, title: String?) throws -> String {
        guard let editor = command else { throw NoteInputError.noEditor }
        let path: String
        do {
            path = try PrivateFile.create(
                text.isEmpty ? "" : text + "\n", in: Environment.variable("TMPDIR") ?? "/tmp",
                prefix: "kb-note-", suffix: ".md")
        } catch {
            throw NoteInputError.noDraft(reason: error.reason)
        }
        if let title { Output.note(title) }
        guard run(editor, on: path) else { throw NoteInputError.editorFailed(editor: editor, draft: path) }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw NoteInputError.unreadable(reason: String(cString: strerror(errno))) }
        defer { close(file) }
        let edited = try NoteInput.text(of: file)
        unlink(path)
        return edited
    }

    /// The editor that the environment names; nil when it names none.
    static var command: String? { Environment.variable("VISUAL") ?? Environment.variable("EDITOR") }

    /// The editor may be a command with arguments, so the shell takes it apart, as git has it done.
    private static func run(_ editor: String, on path: String) -> Bool {
        ChildProcess.run(["/bin/sh", "-c", "\(editor) \"$@\"", editor, path])?.status == 0
    }
}
