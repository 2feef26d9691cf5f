import Glibc

/// Keeps one kb at a time in its copy of a repository, and clears what a git that was killed there has left.
final class RepositoryLock: Sendable {
    private let file: Int32

    /// Waits up to a minute for another kb.
    ///
    /// - Parameter repository: The folder, which need not exist; the lock lies next to it.
    /// - Throws: ``RemoteFailure``.
    init(_ repository: String) throws {
        let slashes = repository.indices.filter { repository[$0] == "/" && $0 > repository.startIndex }
        for slash in slashes { mkdir(String(repository[..<slash]), 0o700) }
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
    private static func removeLocks(in folder: String) {
        guard let stream = opendir(folder) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let path = "\(folder)/\(name)"
            if name.hasSuffix(".lock") {
                unlink(path)
            } else if entry.pointee.d_type == UInt8(DT_DIR), !name.hasPrefix("."), name != "objects" {
                removeLocks(in: path)
            }
        }
    }
}
