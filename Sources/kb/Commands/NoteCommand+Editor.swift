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
        guard let editor = NoteDrafts.variable("VISUAL") ?? NoteDrafts.variable("EDITOR") else {
            throw NoteInputError.noEditor
        }
        let path: String
        do {
            path = try PrivateFile.create(
                text.isEmpty ? "" : text + "\n", in: NoteDrafts.variable("TMPDIR") ?? "/tmp",
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

    /// The editor may be a command with arguments, so the shell takes it apart, as git has it done.
    ///
    /// Ctrl-C is meant for the editor then, as with system(3).
    private static func run(_ editor: String, on path: String) -> Bool {
        let (onInterrupt, onQuit) = (signal(SIGINT, SIG_IGN), signal(SIGQUIT, SIG_IGN))
        defer {
            signal(SIGINT, onInterrupt)
            signal(SIGQUIT, onQuit)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in [SIGINT, SIGQUIT, SIGPIPE, SIGXFSZ] { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let words: [String] = ["sh", "-c", "\(editor) \"$@\"", editor, path]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        var status: Int32 = 0
        guard posix_spawn(&process, "/bin/sh", nil, &attributes, arguments, environ) == 0 else {
            return false
        }
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return false }
        }
        return status == 0
    }
}
