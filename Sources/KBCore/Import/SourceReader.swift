import Glibc
import KBInput

/// Reads an open file in pieces, and stops waiting for it when asked to.
struct SourceReader {
    let file: Int32
    let path: String
    /// Asked before each piece, and at least five times a second while there is nothing to read.
    let isCancelled: () -> Bool

    private static let patience: Int32 = 200

    /// Reads what there is.
    ///
    /// - Returns: The number of bytes; 0 at the end.
    /// - Throws: ``SourceFileError``; ``SourceFileError/cancelled(path:)`` when it is told to stop.
    func read(into piece: UnsafeMutableRawBufferPointer) throws(SourceFileError) -> Int {
        while true {
            guard !isCancelled() else { throw .cancelled(path: path) }
            var descriptor = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
            // A signal ends poll(2), whatever becomes of read(2).
            let ready = poll(&descriptor, 1, Self.patience)
            if ready == 0 || (ready < 0 && errno == EINTR) { continue }
            do {
                return try OpenFile.read(file, into: piece)
            } catch {
                guard error.code == EAGAIN else { throw SourceFileError(path: path, code: error.code) }
            }
        }
    }
}
