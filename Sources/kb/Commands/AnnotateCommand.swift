import ArgumentParser
import KnowledgeBase

/// `kb annotate`.
struct AnnotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate",
        abstract: "Add a note to a passage of a code's name or description.",
        usage:
            "kb annotate CODE QUOTE [TEXT ... | -m TEXT | -] [--occurrence N] [--tag TAG ...] [--author NAME]",
        discussion: "The note follows its quote when a newer edition of the document changes the text.")

    @Argument(help: ArgumentHelp("The code: 404, or http:404.", valueName: "code"))
    var code: String

    @Argument(help: ArgumentHelp("The passage, word for word.", valueName: "quote"))
    var quote: String

    @OptionGroup var text: NoteTextOptions

    @Option(help: ArgumentHelp("Which one, where the passage occurs several times.", valueName: "n"))
    var occurrence: Int?

    @Option(name: .long, help: ArgumentHelp("A tag; may be given again.", valueName: "tag"))
    var tag: [String] = []

    @OptionGroup var author: NoteAuthorOptions
    @OptionGroup var store: StoreOptions

    func run() throws {
        let store = try store.open()
        let code = try CodeLookup(store).one(code)
        let anchor = try NoteCode.quote(quote, occurrence: occurrence, of: code)
        let tags = try NoteTags.normalized(tag)
        let body = try text.read(about: code)
        let note = try NoteDrafts.keeping(body) {
            try Notes(store).add(
                NoteDraft(
                    reference: code.reference, body: body, tags: tags, author: author.name ?? "",
                    anchor: anchor))
        }
        try NoteDrafts.announce(NoteReply.added(note, to: code))
    }
}
