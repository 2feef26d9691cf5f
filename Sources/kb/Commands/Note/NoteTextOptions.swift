import ArgumentParser
import Glibc
import KBPresentation

/// Where the text of a note comes from.
struct NoteTextOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(zh: "文字；- 表示从标准输入读。", en: "The text; - reads it from standard input.", .text))
    var words: [String] = []

    // A text may begin with a hyphen, as Markdown's lists do.
    @Option(
        name: .letter("m", "message"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            zh: "文字；写在这里可以用连字符开头；每次 -m 是一段。",
            en: "The text; here it may begin with a hyphen. Each -m is a paragraph.", .text))
    var message: [String] = []

    func validate() throws {
        guard message.isEmpty || words.isEmpty else {
            throw ValidationError(
                KBPresentation.message(
                    zh: "文字写成参数，或用 -m 给出，不要两样都用",
                    en: "give the text either as arguments or with -m, not both"))
        }
    }

    /// The text on the command line; nil where it comes from elsewhere.
    var given: String? {
        guard message.isEmpty else { return message.joined(separator: "\n\n") }
        return words.isEmpty || words == ["-"] ? nil : words.joined(separator: " ")
    }

    /// Whether standard input has it.
    var isPiped: Bool { message.isEmpty && (words == ["-"] || (words.isEmpty && isatty(STDIN_FILENO) == 0)) }
}
