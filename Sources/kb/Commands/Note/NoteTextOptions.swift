import ArgumentParser
import Glibc
import KBCore
import KBPresentation

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
                KBPresentation.message(
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
