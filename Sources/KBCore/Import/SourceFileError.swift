import Glibc

/// Why a document could not be read.
public enum SourceFileError: Error, Hashable, Sendable {
    /// There is no file at `path`.
    case missing(path: String)
    /// `path` is a folder.
    case isDirectory(path: String)
    /// The file may not be read.
    case notPermitted(path: String)
    /// Reading failed; `reason` is the system's word for it.
    case unreadable(path: String, reason: String)
    /// The file became shorter while it was read.
    case cutShort(path: String)
    /// A line of a pipe or device is longer than `most` bytes, which no document has.
    case lineTooLong(path: String, line: Int, most: Int)
    /// A pipe or device has not ended after `most` bytes.
    case tooLong(path: String, most: Int)
    /// Reading was cancelled.
    case cancelled(path: String)

    /// What a failed call of the system means; `code` is its `errno`.
    package init(path: String, code: Int32) {
        switch code {
        case ENOENT, ENOTDIR: self = .missing(path: path)
        case EISDIR: self = .isDirectory(path: path)
        case EACCES, EPERM: self = .notPermitted(path: path)
        default: self = .unreadable(path: path, reason: String(cString: strerror(code)))
        }
    }
}
