import ArgumentParser
import Glibc
import KBCore

/// Where the text of a note comes from.
struct NoteTextOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(zh: "文字；- 表示从标准输入读。", en: "The text; - reads it from standard input.", .text))
    var words: [String] = []

    // A text may begin with a hyphen, as Markdown's lists do.
    @Option(
        name: [.customShort("m"), .long], parsing: .unconditional,
        help: ArgumentHelp(
            zh: "文字；写在这里可以用连字符开头。", en: "The text; here it may begin with a hyphen.", .text))
    var message: String?

    func validate() throws {
        guard message == nil || words.isEmpty else {
            throw ValidationError(
                kb.message(
                    zh: "文字写成参数，或用 -m 给出，不要两样都用",
                    en: "give the text either as arguments or with -m, not both"))
        }
    }

    /// The text that was given, typed in an editor, or piped in; line feeds at its end are dropped.
    ///
    /// - Parameters:
    ///   - code: The code that the note is about, for the editor's title.
    ///   - text: What the editor starts with.
    /// - Returns: The text, which may be empty.
    /// - Throws: ``NoteInputError``.
    func read(about code: Code?, before text: String = "") throws -> String {
        var body: String
        if let message {
            body = message
        } else if words == ["-"] || (words.isEmpty && isatty(STDIN_FILENO) == 0) {
            body = try NoteInput.text(of: STDIN_FILENO)
        } else if words.isEmpty {
            body = try NoteEditor.edit(text, title: code.map(NoteCode.title))
        } else {
            body = words.joined(separator: " ")
        }
        while let last = body.unicodeScalars.last, last == "\n" || last == "\r" {
            body.unicodeScalars.removeLast()
        }
        return body
    }
}

/// Who writes.
struct NoteAuthorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            zh: "谁写的。默认 $KB_AUTHOR，其次看配置，都没有就不记名。",
            en: "Who writes. Default: $KB_AUTHOR, else what kb config says, else nobody.", .author))
    var author: String?

    /// The name that applies; nil when there is none.
    var name: String? { Settings.author(author).value }
}

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
