import Glibc
import KBPresentation

/// A text that is kept until all of it is known, and then written to standard output.
///
/// A long one is put into a nameless file, so that memory stays the same, and so that nobody who reads slowly keeps
/// the knowledge base locked.
final class Spool {
    /// So many bytes are kept in memory.
    private static let mostInMemory = 1 << 20

    private var text = ""
    private var file: UnsafeMutablePointer<FILE>?

    deinit {
        if let file { fclose(file) }
    }

    /// Adds a piece.
    ///
    /// - Throws: ``OutputError`` where the temporary folder does not take it.
    func add(_ piece: String) throws(OutputError) {
        text += piece
        if text.utf8.count >= Self.mostInMemory { try empty() }
    }

    /// Writes everything to standard output.
    ///
    /// - Throws: ``OutputError``.
    func write() throws(OutputError) {
        guard let file else { return try Output.send(text, to: STDOUT_FILENO) }
        try empty()
        rewind(file)
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
        defer { buffer.deallocate() }
        while true {
            let count = fread(buffer.baseAddress, 1, buffer.count, file)
            guard count > 0 else { break }
            try Output.send(
                UnsafeRawBufferPointer(start: buffer.baseAddress, count: count), to: STDOUT_FILENO)
        }
        guard ferror(file) == 0 else { throw OutputError(code: EIO) }
    }

    private func empty() throws(OutputError) {
        if file == nil { file = tmpfile() }
        guard let file else { throw OutputError(code: errno) }
        let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
        guard isWritten, fflush(file) == 0 else { throw OutputError(code: errno) }
        text = ""
    }
}
