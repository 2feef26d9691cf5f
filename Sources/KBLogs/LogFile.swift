import Glibc
import KBInput

/// A log that is open for reading.
package final class LogFile {
    /// The path as it was given; `-` for standard input.
    package let path: String
    private let descriptor: Int32
    private let stream: InputStream

    /// Opens a file or a pipe, or standard input if `path` is `-`.
    ///
    /// - Throws: ``LogError``.
    package init(opening path: String) throws(LogError) {
        self.path = path
        let isStandardInput = path == InputPath.standardInput
        descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        stream = InputStream(descriptor)
        guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, code: errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .unreadable(path: path, code: EISDIR) }
    }

    /// Lets the process have as many files open as the system permits, and not only the usual thousand.
    package static func allowMany() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    deinit {
        if descriptor >= 0, path != InputPath.standardInput { close(descriptor) }
    }

    /// Reads what there is, and waits for something where nothing is.
    ///
    /// - Returns: The number of bytes, after decompression; 0 at the end.
    /// - Throws: ``LogError``. What was read before a fault counts.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogError) -> Int {
        do {
            return try stream.read(into: buffer)
        } catch {
            switch error {
            case .unreadable(let code): throw .unreadable(path: path, code: code)
            case .unsupported(let compression): throw .compressed(path: path, compression)
            case .damaged: throw .damaged(path: path)
            case .cutShort: throw .cutShort(path: path)
            case .tooMuchMemory: throw .tooMuchMemory(path: path)
            }
        }
    }

    /// How it is compressed, once something has been read.
    var compression: Compression? { stream.compression }
}

extension LogFile {
    /// Whether it is a file, which may grow, and not a pipe, which has an end.
    var isRegular: Bool { (status?.st_mode ?? 0) & S_IFMT == S_IFREG }

    /// Whether there are bytes to read, or the end; always so for files.
    var isReady: Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, 0) > 0
    }

    /// Whether the file has become shorter than what has been read of it.
    var hasShrunk: Bool { (status?.st_size ?? .max) < lseek(descriptor, 0, SEEK_CUR) }

    /// Whether another file now has the path.
    var isReplaced: Bool {
        var other = stat()
        guard path != InputPath.standardInput, let status, stat(path, &other) == 0 else { return false }
        return (other.st_dev, other.st_ino) != (status.st_dev, status.st_ino)
    }

    /// Goes back to the beginning of the file.
    func rewind() {
        lseek(descriptor, 0, SEEK_SET)
    }

    private var status: stat? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status : nil
    }
}

/// Why a log could not be read, or not to its end.
package enum LogError: Error, Hashable, Sendable {
    /// The system refused; `code` is its `errno`: `ENOENT`, or `EISDIR` for a folder.
    case unreadable(path: String, code: Int32)
    /// The log is compressed in a way that is not read, or not read while it is followed.
    case compressed(path: String, Compression)
    /// What is compressed is not what its program wrote; what came before the fault has been counted.
    case damaged(path: String)
    /// The file ends before what is compressed does; what there is has been counted.
    case cutShort(path: String)
    /// Decompressing it would take more memory than is allowed.
    case tooMuchMemory(path: String)
    /// It is a tar archive, which holds files.
    case archive(path: String)
}
