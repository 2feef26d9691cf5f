import Foundation
import Glibc
import KBText

/// The text of a note that is not in the knowledge base, in a file that only its owner may read.
///
/// Beside `note-….md` stands `note-….json`, which says what the text is for. Whoever writes the text holds a lock on that
/// file, which ends with the process however it ends.
struct DraftFile {
    /// The path of the text.
    let path: String

    /// What the text is for; nil where nobody has written that down.
    var task: NoteTask? {
        guard let file = try? NoteInput.bytes(ofRegularFile: about) else { return nil }
        return try? JSONDecoder().decode(NoteTask.self, from: Data(file))
    }

    /// What it is called: the name of its file without `.md`.
    var name: String { String(path.split(separator: "/").last?.dropLast(3) ?? "") }

    /// Seconds since 1970 of its last change.
    var time: Int {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mtim.tv_sec : 0
    }

    /// Whether somebody is writing it.
    var isOpen: Bool {
        let file = open(about, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return false }
        defer { close(file) }
        return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    private var about: String { path.dropLast(3) + ".json" }

    /// The bytes of the text.
    ///
    /// - Throws: ``NoteInputError``.
    func bytes() throws -> [UInt8] { try NoteInput.bytes(ofRegularFile: path) }

    /// Writes down what the text is for, and holds the lock until the process ends or the file is removed.
    func describe(_ task: NoteTask) {
        unlink(about)
        let file = open(about, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        try? Output.send(task.json.text + "\n", to: file)
        flock(file, LOCK_EX | LOCK_NB)
    }

    /// Removes both files.
    func remove() {
        unlink(path)
        unlink(about)
    }

    /// `$XDG_STATE_HOME/kb/drafts`; nil where there is no home.
    static var folder: String? {
        Environment.process.folder("XDG_STATE_HOME", inHome: ".local/state").map { $0 + "/kb/drafts" }
    }

    /// Makes a draft where they are kept, else in the folder for temporary files.
    ///
    /// - Throws: ``PrivateFile/Failure``.
    static func create(
        _ bytes: [UInt8], for task: NoteTask, elsewhere: Bool = true
    ) throws(PrivateFile.Failure) -> DraftFile {
        func create(in folder: String) throws(PrivateFile.Failure) -> DraftFile {
            let path = try PrivateFile.create(bytes, in: folder, prefix: "note-", suffix: ".md")
            let draft = DraftFile(path: path)
            draft.describe(task)
            return draft
        }
        if let folder, let draft = try? create(in: folder) { return draft }
        guard elsewhere else { throw PrivateFile.Failure(reason: String(cString: strerror(ENOENT))) }
        return try create(in: Environment.process.variable("TMPDIR") ?? "/tmp")
    }

    /// The drafts that are kept, the newest first.
    static var all: [DraftFile] {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return []
        }
        return names.filter { $0.hasSuffix(".md") }.map { DraftFile(path: folder + "/" + $0) }
            .sorted { ($1.time, $0.path) < ($0.time, $1.path) }
    }
}
