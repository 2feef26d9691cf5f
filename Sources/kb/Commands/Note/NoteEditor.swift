import Glibc
import KBPresentation

/// Lets a person write a text in an editor.
enum NoteEditor {
    /// Starts `$VISUAL` or `$EDITOR` on a text.
    ///
    /// The text stands in a temporary file that only its owner may read.
    ///
    /// - Parameters:
    ///   - text: What the file has at first.
    ///   - title: What the text is about; printed before the editor starts.
    /// - Returns: The path of the file, once the editor is done.
    /// - Throws: ``NoteInputError``; where the editor fails, the file stays.
    static func edit(_ text: String, title: String?) throws -> String {
        guard let editor = command else { throw NoteInputError.noEditor }
        let path: String
        do {
            path = try PrivateFile.create(
                Array((text.isEmpty ? "" : text + "\n").utf8),
                in: Environment.process.variable("TMPDIR") ?? "/tmp",
                prefix: "kb-note-", suffix: ".md")
        } catch {
            throw NoteInputError.noDraft(reason: error.reason)
        }
        if let title { Output.note(title) }
        let start = ContinuousClock.now
        guard run(editor, on: path) else { throw NoteInputError.editorFailed(editor: editor, draft: path) }
        // Nobody is done so soon.
        if start.duration(to: .now) < .seconds(2), isEmpty(path) {
            unlink(path)
            throw NoteInputError.editorLeft(editor: editor)
        }
        return path
    }

    private static func isEmpty(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
    }

    /// The editor that the environment names; nil when it names none.
    static var command: String? {
        Environment.process.variable("VISUAL") ?? Environment.process.variable("EDITOR")
    }

    /// The editor may be a command with arguments, so the shell takes it apart, as git has it done.
    private static func run(_ editor: String, on path: String) -> Bool {
        ChildProcess.run(["/bin/sh", "-c", "\(editor) \"$@\"", editor, path])?.status == 0
    }
}
