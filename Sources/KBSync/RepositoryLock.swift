import Foundation
import Glibc
import KBFile

/// Keeps one kb at a time in its copy of a repository, and clears what a git that was killed there has left.
final class RepositoryLock: Sendable {
    private let file: Int32

    /// Waits up to a minute for another kb.
    ///
    /// - Parameter repository: The folder, which need not exist; the lock lies next to it.
    /// - Throws: ``RemoteFailure``.
    init(_ repository: String) throws {
        try? FileManager.default.createDirectory(
            atPath: FileAccess.folder(of: repository), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        file = open(repository + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw RemoteFailure.unreachable(String(cString: strerror(errno))) }
        var tries = 600
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            tries -= 1
            guard tries > 0 else {
                close(file)
                throw RemoteFailure.busy
            }
            usleep(100_000)
        }
        Self.removeLocks(in: repository)
    }

    deinit { close(file) }

    /// Removes locks of git's: nobody else is in there.
    private static func removeLocks(in repository: String) {
        guard let paths = FileManager.default.enumerator(atPath: repository) else { return }
        for case let path as String in paths {
            if path == "objects" { paths.skipDescendants() }
            if path.hasSuffix(".lock") { unlink("\(repository)/\(path)") }
        }
    }
}
