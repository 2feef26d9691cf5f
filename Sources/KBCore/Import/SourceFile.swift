import Glibc
import KBFile
import KBInput

/// A document as it was found: its name and all its bytes.
package struct SourceFile: Sendable {
    /// The path as it was given; `-` for standard input.
    package let path: String
    /// The bytes.
    let content: SourceContent

    /// A copy of the bytes.
    package var bytes: [UInt8] { Array(content.bytes) }

    /// Gives the bytes to `body`, without a copy.
    package func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        defer { withExtendedLifetime(content) {} }
        return try body(content.bytes)
    }

    /// The part of the path after the last `/`: what the file remembers a document by.
    package var name: String { FileAccess.name(of: path) }

    /// The folder that the file stands in, with a `/` at its end; empty for the working directory.
    package var folder: String { String(path.dropLast(name.count)) }

    /// The name without what follows its last dot.
    package var stem: String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// What follows the last dot of the name; empty without one.
    package var fileExtension: String { stem == name ? "" : String(name.dropFirst(stem.count + 1)) }

    /// Reads a file, a pipe, a device, or standard input if `path` is `-`.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - isCancelled: Asked now and then; true stops reading, also while nothing comes.
    /// - Throws: ``SourceFileError``.
    package init(
        reading path: String, isCancelled: @escaping () -> Bool = { Task.isCancelled }
    ) throws(SourceFileError) {
        self.path = path
        if path == InputPath.standardInput {
            content = try SourceContent(reading: STDIN_FILENO, path: path, isCancelled: isCancelled)
            return
        }
        // Opening a pipe would wait for its writer; SourceReader does, and can be stopped.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { throw SourceFileError(path: path, code: errno) }
        defer { close(file) }
        content = try SourceContent(reading: file, path: path, isCancelled: isCancelled)
    }

    /// A document that is in memory already; its name is what a file's would be.
    package init(_ document: [UInt8], name: String) {
        path = name
        content = SourceContent(document)
    }

    /// Tells whether there is a regular file at `path`.
    package static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
