import Foundation
import Glibc
import KBCore

/// A knowledge base that stays open while its file is put back to what it was at first.
///
/// To compile the statements of a new connection, with all triggers that they set off, takes longer than to try an input.
/// SQLite sees at its next lock that the file has another change counter, and forgets what it has read of it; that the
/// schema is the one it knows, it sees as well.
final class ResettableStore {
    let store: Store
    private let file: Int32
    private let content: Data

    /// Makes a file at `path`.
    init(_ path: String, content: Data) throws {
        self.content = content
        try content.write(to: URL(filePath: path))
        store = try Store(path: path, access: .existing)
        // Closing it would end the locks that SQLite has on the file, so it stays open as well.
        file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw Broken(description: "cannot write to \(path)") }
    }

    /// Puts the file back; nobody may be reading or writing.
    func reset() throws {
        let written = content.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
        guard written == content.count, ftruncate(file, off_t(written)) == 0 else {
            throw Broken(description: "cannot write to \(store.path)")
        }
    }

    deinit { close(file) }
}
