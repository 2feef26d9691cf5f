import Glibc
import KBCore
import KBPresentation

/// The text of a note that is not in the knowledge base yet, and the file that keeps it meanwhile.
struct UnsavedText {
    /// The text as it came, which need not be UTF-8; nil until there is one.
    private(set) var bytes: [UInt8]?
    /// The file that has it.
    private(set) var draft: DraftFile?
    /// Whether the text is a ``NotePage``.
    private var isPage = false
    /// What an editor was given.
    private var shown: [UInt8]?
    /// Whether an editor has to ask for it.
    var needsEditor = true

    init() {}

    /// Takes a draft that was kept.
    ///
    /// - Parameters:
    ///   - draft: The file.
    ///   - task: What it is for.
    ///   - isEdited: Whether an editor shows it before it is saved.
    /// - Throws: ``NoteInputError``.
    init(_ draft: DraftFile, for task: NoteTask, isEdited: Bool) throws {
        self.draft = draft
        isPage = task.isPage
        bytes = try draft.bytes()
        needsEditor = isEdited
        draft.describe(task)
    }

    /// Takes what the command line or standard input gives.
    ///
    /// What comes through a pipe is written down at once: nobody has it a second time.
    ///
    /// - Throws: ``NoteInputError``.
    mutating func readGiven(_ options: NoteTextOptions, for task: NoteTask) throws {
        if let text = options.given {
            bytes = Array(text.utf8)
        } else if options.isPiped {
            let text = try NoteInput.bytes(of: STDIN_FILENO)
            bytes = text
            if !isEmpty { draft = try? DraftFile.create(text, for: task, elsewhere: false) }
        }
        needsEditor = bytes == nil
    }

    /// Lets a person write it in an editor, who finds a draft as it was left.
    ///
    /// - Parameters:
    ///   - page: What the editor starts with where there is no draft.
    ///   - task: What the text is for.
    ///   - title: What the text is about.
    /// - Throws: ``NoteInputError``.
    mutating func edit(_ page: NotePage, for task: NoteTask, about title: String?) throws {
        let text = Array(asLeft(page).utf8)
        var task = task
        task.isPage = true
        task.first = draft == nil ? NoteTask.digest(text) : task.first
        let before = draft
        let file: DraftFile
        do {
            file = try DraftFile.create(text, for: task)
        } catch {
            throw NoteInputError.noDraft(reason: error.reason)
        }
        before?.remove()
        (draft, isPage, needsEditor) = (file, true, false)
        bytes = text
        shown = text
        var isSlow = true
        var failure: NoteInputError?
        do {
            isSlow = try NoteEditor.run(on: file.path, title: title)
        } catch {
            failure = error
        }
        bytes = try file.bytes()
        // The place of the draft is told where there is something in it.
        if case .editorFailed(let editor, _) = failure {
            failure = .editorFailed(editor: editor, draft: nil)
        }
        if let failure { throw failure }
        if !isSlow, bytes == text {
            throw NoteInputError.editorLeft(editor: NoteEditor.command ?? "", draft: file.name)
        }
    }

    /// The page with what a draft has; a draft that is no page any more as it is.
    private func asLeft(_ page: NotePage) -> String {
        guard let bytes, draft != nil else { return page.text }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let kept = isPage ? try? NotePage.read(text) : (body: text, tags: nil) else { return text }
        var page = page
        page.body = kept.body
        page.tags = kept.tags ?? page.tags
        return page.text
    }

    /// The text without line feeds at its end, and the tags where the page has them.
    ///
    /// - Throws: ``NoteInputError`` where it is no UTF-8, ``NoteError`` where it is too long.
    func content() throws -> (body: String, tags: [String]?) {
        let bytes = bytes ?? []
        let end = (bytes.lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") } ?? -1) + 1
        // What the page has besides is not much.
        guard end <= Note.longestBody + (isPage ? 100_000 : 0) else {
            throw NoteError.longBody(bytes: bytes.count)
        }
        guard let text = String(validating: bytes[..<end], as: UTF8.self) else {
            throw NoteInputError.notUTF8
        }
        guard isPage else { return (text, nil) }
        let page = try NotePage.read(text)
        guard page.body.utf8.count <= Note.longestBody else {
            throw NoteError.longBody(bytes: page.body.utf8.count)
        }
        return page
    }

    /// Whether there is nothing that somebody could miss.
    var isEmpty: Bool {
        guard let bytes, bytes != shown else { return true }
        if isPage, let page = try? NotePage.read(String(decoding: bytes, as: UTF8.self)) {
            return page.body.allSatisfy(\.isWhitespace)
        }
        return bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    }

    /// Removes the draft of a text that has been saved, or is none.
    mutating func discard() {
        draft?.remove()
        draft = nil
    }

    /// Sees to it that a file has the text.
    ///
    /// - Returns: The draft; nil where none can be made.
    mutating func keep(for task: NoteTask) -> DraftFile? {
        // A folder for temporary files is emptied at the next start, if not before.
        if let bytes, let folder = DraftFile.folder, draft?.path.hasPrefix(folder + "/") != true {
            var task = task
            task.isPage = isPage
            if let file = try? DraftFile.create(bytes, for: task, elsewhere: false) {
                discard()
                draft = file
            }
        }
        return draft
    }
}
