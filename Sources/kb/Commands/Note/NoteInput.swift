import Glibc
import KBCore
import KBInput
import KBPresentation

/// Reads the texts of notes.
enum NoteInput {
    // What is too long for a note is not lost either, but nobody means to write more than this.
    private static let most = 64 * Note.longestBody

    /// Everything that is left in a file.
    ///
    /// - Throws: ``NoteInputError``.
    static func bytes(of file: Int32) throws -> [UInt8] {
        do {
            return try OpenFile.bytes(of: file, upTo: most)
        } catch {
            throw NoteInputError.unreadable(reason: String(cString: strerror(error.code)))
        }
    }

    /// Everything in the file of a path.
    ///
    /// - Throws: ``NoteInputError``, also where it is no regular file: a pipe may never end.
    static func bytes(ofRegularFile path: String) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            throw NoteInputError.unreadable(reason: "\(path): " + String(cString: strerror(errno)))
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw NoteInputError.notRegular(path: path)
        }
        return try bytes(of: file)
    }
}
