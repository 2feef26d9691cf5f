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
        guard let editor = variable("VISUAL") ?? variable("EDITOR") else { throw NoteInputError.noEditor }
        let path = try write(text)
        if let title { Output.note(title) }
        guard run(editor, on: path) else { throw NoteInputError.editorFailed(editor: editor, draft: path) }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw NoteInputError.unreadable(reason: String(cString: strerror(errno))) }
        defer { close(file) }
        let edited = try NoteInput.text(of: file)
        unlink(path)
        return edited
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func write(_ text: String) throws -> String {
        var template = Array(((variable("TMPDIR") ?? "/tmp") + "/kb-note-XXXXXX.md").utf8CString)
        let file = mkstemps(&template, 3)
        guard file >= 0 else { throw NoteInputError.noDraft(reason: String(cString: strerror(errno))) }
        defer { close(file) }
        var rest = Array((text.isEmpty ? "" : text + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw NoteInputError.noDraft(reason: String(cString: strerror(errno)))
            }
        }
        return template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    /// The editor may be a command with arguments, so the shell takes it apart, as git has it done.
    private static func run(_ editor: String, on path: String) -> Bool {
        let words: [String] = ["sh", "-c", "\(editor) \"$@\"", editor, path]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        var status: Int32 = 0
        guard posix_spawn(&process, "/bin/sh", nil, nil, arguments, environ) == 0 else { return false }
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return false }
        }
        return status == 0
    }
}
