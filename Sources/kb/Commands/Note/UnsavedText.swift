import Glibc
import KBCore
import KBPresentation

/// The text of a note that is not in the knowledge base yet, and the file that keeps it meanwhile.
struct UnsavedText {
    /// The text as it came, which need not be UTF-8; nil until there is one.
    private(set) var bytes: [UInt8]?
    /// The file that has it.
    private(set) var draft: String?
    /// Whether an editor has to ask for it.
    var needsEditor: Bool { bytes == nil }

    private let options: NoteTextOptions

    init(_ options: NoteTextOptions) {
        self.options = options
    }

    /// Takes what the command line or standard input gives.
    ///
    /// What comes through a pipe is written down at once: nobody has it a second time.
    ///
    /// - Throws: ``NoteInputError``.
    mutating func readGiven() throws {
        if let text = options.given {
            bytes = Array(text.utf8)
        } else if options.isPiped {
            let text = try NoteInput.bytes(of: STDIN_FILENO)
            bytes = text
            if !isEmpty, let folder = Self.folder {
                draft = try? PrivateFile.create(text, in: folder, prefix: "note-", suffix: ".md")
            }
        }
    }

    /// Lets a person write it in an editor.
    ///
    /// - Parameters:
    ///   - text: What the editor starts with.
    ///   - title: What the text is about.
    /// - Throws: ``NoteInputError``.
    mutating func edit(_ text: String = "", about title: String?) throws {
        let file = try NoteEditor.edit(text, title: title)
        draft = file
        let edited = try NoteInput.bytes(ofRegularFile: file)
        bytes = edited
    }

    /// The text without line feeds at its end.
    ///
    /// - Throws: ``NoteInputError`` where it is no UTF-8, ``NoteError`` where it is too long.
    func text() throws -> String {
        let bytes = bytes ?? []
        let end = (bytes.lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") } ?? -1) + 1
        guard end <= Note.longestBody else { throw NoteError.longBody(bytes: bytes.count) }
        guard let text = String(validating: bytes[..<end], as: UTF8.self) else {
            throw NoteInputError.notUTF8
        }
        return text
    }

    /// Whether there is nothing that somebody could miss.
    var isEmpty: Bool { (bytes ?? []).allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) } }

    /// Removes the draft of a text that has been saved, or is none.
    mutating func discard() {
        if let draft { unlink(draft) }
        draft = nil
    }

    /// Sees to it that a file has the text.
    ///
    /// - Returns: Its path; nil where none can be made.
    mutating func keep() -> String? {
        // A folder for temporary files is emptied at the next start, if not before.
        if let bytes, let folder = Self.folder, draft?.hasPrefix(folder) != true,
            let path = try? PrivateFile.create(bytes, in: folder, prefix: "note-", suffix: ".md")
        {
            discard()
            draft = path
        }
        return draft
    }

    /// `$XDG_STATE_HOME/kb/drafts`; nil where there is no home.
    private static var folder: String? {
        Environment.process.folder("XDG_STATE_HOME", inHome: ".local/state").map { $0 + "/kb/drafts" }
    }
}
