import Glibc
import KBCore

/// Reads text from files that are open.
enum NoteInput {
    /// Everything that is left in a file.
    ///
    /// - Parameter file: An open file.
    /// - Returns: The text, not much longer than a note may be.
    /// - Throws: ``NoteInputError`` when it cannot be read, is too long, or is not UTF-8.
    static func text(of file: Int32) throws -> String {
        // A line feed or two at the end do not count.
        let most = Note.longestBody + 2
        let bytes: [UInt8]
        do {
            bytes = try Input.bytes(of: file, upTo: most)
        } catch {
            throw NoteInputError.unreadable(reason: String(cString: strerror(error.code)))
        }
        guard bytes.count <= most else { throw NoteError.longBody(bytes: bytes.count) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw NoteInputError.notUTF8 }
        return text
    }
}
