import Glibc
import KBInput
import KBPresentation

/// Lets a person write a text in an editor.
enum NoteEditor {
    /// Starts the editor on a file that is there.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - title: What the text is about; printed before the editor starts.
    /// - Returns: Whether the editor took as long as a person needs to write something.
    /// - Throws: ``NoteInputError``; where the editor fails, the file stays.
    static func run(on path: String, title: String?) throws(NoteInputError) -> Bool {
        guard let editor = command else { throw .noEditor }
        if let title { Output.note(title) }
        let start = ContinuousClock.now
        // The editor may be a command with arguments, so the shell takes it apart, as git has it done.
        let ending = ChildProcess.run(["/bin/sh", "-c", "\(editor) \"$@\"", editor, path])
        guard ending?.status == 0 else { throw .editorFailed(editor: editor, draft: path) }
        return start.duration(to: .now) >= .seconds(2)
    }

    /// Starts the editor on a text.
    ///
    /// The text stands in a temporary file that only its owner may read.
    ///
    /// - Parameters:
    ///   - text: What the file has at first.
    ///   - title: What the text is about; printed before the editor starts.
    /// - Returns: The path of the file, once the editor is done.
    /// - Throws: ``NoteInputError``; where the editor fails, the file stays.
    static func edit(_ text: String, title: String?) throws(NoteInputError) -> String {
        guard command != nil else { throw .noEditor }
        let path: String
        do {
            path = try PrivateFile.create(
                Array((text.isEmpty ? "" : text + "\n").utf8),
                in: Environment.process.variable("TMPDIR") ?? "/tmp",
                prefix: "kb-note-", suffix: ".md")
        } catch {
            throw NoteInputError.noDraft(reason: error.reason)
        }
        _ = try run(on: path, title: title)
        return path
    }

    /// The editor that the environment names; nil when it names none.
    static var chosen: String? {
        Environment.process.variable("VISUAL") ?? Environment.process.variable("EDITOR")
    }

    /// The editor that the environment names, else the one of the system, else vi; nil where there is none.
    static var command: String? { chosen ?? ["editor", "vi"].first(where: isInstalled) }

    private static func isInstalled(_ name: String) -> Bool {
        let path = Environment.process.variable("PATH") ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }
}
