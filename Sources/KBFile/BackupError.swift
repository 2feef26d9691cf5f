import Glibc

/// Why a copy was not made.
public enum BackupError: Error, Hashable, Sendable {
    /// There is a file of that name already.
    case exists(path: String)
    /// The folder is missing or may not be written.
    case cannotCreate(path: String, reason: String)
    /// Writing failed.
    case cannotWrite(path: String, reason: String)

    /// What the last call to the system says about it.
    static func failure(_ path: String) -> BackupError {
        .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
}
