import Glibc

/// A document as it was found: its name and all its bytes.
public struct SourceFile: Sendable {
    /// The name that stands for standard input.
    public static let standardInput = "-"

    /// The path as it was given; `-` for standard input.
    public let path: String
    /// The bytes.
    let content: SourceContent

    /// A copy of the bytes.
    public var bytes: [UInt8] { Array(content.bytes) }

    /// The part of the path after the last `/`: what the file remembers a document by.
    public var name: String {
        String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
    }

    /// The folder that the file stands in, with a `/` at its end; empty for the working directory.
    public var folder: String { String(path.dropLast(name.count)) }

    /// The name without what follows its last dot.
    public var stem: String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// What follows the last dot of the name; empty without one.
    public var fileExtension: String { stem == name ? "" : String(name.dropFirst(stem.count + 1)) }

    /// Reads a file, a pipe, or standard input if `path` is `-`.
    ///
    /// - Throws: ``SourceFileError``.
    public init(reading path: String) throws(SourceFileError) {
        self.path = path
        if path == Self.standardInput {
            content = try SourceContent(reading: STDIN_FILENO, path: path)
            return
        }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw SourceFileError(path: path, code: errno) }
        defer { close(file) }
        content = try SourceContent(reading: file, path: path)
    }

    /// Tells whether there is a regular file at `path`.
    public static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}

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

    /// What a failed call of the system means; `code` is its `errno`.
    public init(path: String, code: Int32) {
        switch code {
        case ENOENT, ENOTDIR: self = .missing(path: path)
        case EISDIR: self = .isDirectory(path: path)
        case EACCES, EPERM: self = .notPermitted(path: path)
        default: self = .unreadable(path: path, reason: String(cString: strerror(code)))
        }
    }
}
