import ArgumentParser
import HanText
import KnowledgeBase

extension NoteCommand {
    /// `kb note add`.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a note to a code.",
            usage: "kb note add CODE [TEXT ... | -m TEXT | -] [--tag TAG ...] [--author NAME]",
            discussion: "Without a text, $VISUAL or $EDITOR is started; - reads the text from standard input."
        )

        @Argument(help: ArgumentHelp("The code: 404, or http:404.", valueName: "code"))
        var code: String

        @OptionGroup var text: NoteTextOptions

        @Option(name: .long, help: ArgumentHelp("A tag; may be given again.", valueName: "tag"))
        var tag: [String] = []

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run() throws {
            let store = try store.open()
            let code = try CodeLookup(store).one(code)
            let tags = try NoteTags.normalized(tag)
            let body = try text.read(about: code)
            let note = try NoteDrafts.keeping(body) {
                try Notes(store).add(
                    NoteDraft(reference: code.reference, body: body, tags: tags, author: author.name ?? ""))
            }
            try NoteDrafts.announce(NoteReply.added(note, to: code))
        }
    }
}
