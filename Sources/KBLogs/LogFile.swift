import Glibc

/// A log that is open for reading.
public final class LogFile {
    /// The name that stands for standard input.
    public static let standardInput = "-"

    /// The path as it was given; `-` for standard input.
    public let path: String
    let descriptor: Int32

    /// Opens a file or a pipe, or standard input if `path` is `-`.
    ///
    /// - Throws: ``LogError``; a compressed file is told by its first bytes, a compressed pipe once it is read.
    public init(opening path: String) throws(LogError) {
        self.path = path
        let isStandardInput = path == Self.standardInput
        descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, code: errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .unreadable(path: path, code: EISDIR) }
        var head = [UInt8](repeating: 0, count: Compression.longestMark)
        let count = pread(descriptor, &head, head.count, 0)
        if count > 0 { try checkIsPlain(head[..<count]) }
    }

    /// Lets the process have as many files open as the system permits, and not only the usual thousand.
    public static func allowMany() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    deinit {
        if path != Self.standardInput { close(descriptor) }
    }

    /// Refuses what begins like a compressed file.
    func checkIsPlain(_ head: some Collection<UInt8>) throws(LogError) {
        if let compression = Compression(of: head) {
            throw .compressed(path: path, reader: compression.reader)
        }
    }
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
        guard path != Self.standardInput, let status, stat(path, &other) == 0 else { return false }
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

/// Why a log could not be read.
public enum LogError: Error, Hashable, Sendable {
    /// The system refused; `code` is its `errno`: `ENOENT`, or `EISDIR` for a folder.
    case unreadable(path: String, code: Int32)
    /// The log is compressed; the program `reader` would print it.
    case compressed(path: String, reader: String)
}

/// How logs that have been put away are compressed, told by the first bytes.
private enum Compression: CaseIterable {
    case gzip, zstd, xz, bzip2

    static let longestMark = 4

    init?(of head: some Collection<UInt8>) {
        guard let found = Self.allCases.first(where: { head.starts(with: $0.mark) }) else { return nil }
        self = found
    }

    /// RFC 1952 §2.3.1, RFC 8878 §3.1.1, the .xz format §2.1.1.1, and bzip2's `BZh`.
    private var mark: [UInt8] {
        switch self {
        case .gzip: [0x1F, 0x8B]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        case .xz: [0xFD, 0x37, 0x7A, 0x58]
        case .bzip2: [0x42, 0x5A, 0x68]
        }
    }

    /// The program that prints the file as it was.
    var reader: String {
        switch self {
        case .gzip: "zcat"
        case .zstd: "zstdcat"
        case .xz: "xzcat"
        case .bzip2: "bzcat"
        }
    }
}
