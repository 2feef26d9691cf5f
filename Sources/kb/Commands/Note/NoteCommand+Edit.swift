import ArgumentParser
import KBCore
import KBPresentation

extension NoteCommand {
    /// `kb note edit`.
    struct Edit: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "改笔记的文字。", en: "Change a note's text."),
            discussion: KBPresentation.message(
                zh: "不给文字就打开 $VISUAL 或 $EDITOR。两处都改过的笔记有两个版本，编辑后合成一个。",
                en: """
                    Without a text, $VISUAL or $EDITOR is started. A note that was changed in two places is in \
                    conflict; editing it merges its versions.
                    """))

        @Argument(help: .noteID, completion: .notes)
        var id: String

        @OptionGroup var text: NoteTextOptions
        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let changed = try NoteDrafts.keeping(text) { unsaved -> Note? in
                var notes = Notes(try store.open(settings))
                let merge = NoteMerge(try notes.heads(id))
                if unsaved.needsEditor {
                    try unsaved.edit(merge.text, about: nil)
                    notes = Notes(try store.open(settings))
                }
                let body = try unsaved.text()
                guard !merge.isUnchanged(body, author: author.author) else { return nil }
                _ = try merge.write(body, author: author.name(settings), to: notes)
                return merge.heads.first
            }
            guard let changed else { return Output.note(NoteReply.unchanged) }
            try NoteDrafts.announce(NoteReply.changed(changed))
        }
    }
}
