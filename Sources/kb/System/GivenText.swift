import Glibc
import KBInput
import KBPresentation

/// A text that comes through a pipe in place of an argument.
enum GivenText {
    /// What standard input has, without white space at its end.
    ///
    /// - Throws: ``NoteInputError`` where it cannot be read, or is no UTF-8.
    static func standardInput() throws -> String {
        let bytes = try NoteInput.bytes(of: STDIN_FILENO)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw NoteInputError.notUTF8 }
        return String(text.reversed().drop(while: \.isWhitespace).reversed())
    }
}
