import ArgumentParser
import KBCore
import KBPresentation

extension NoteCommand {
    /// `kb note edit`.
    struct Edit: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "改笔记的文字或标签。", en: "Change a note's text or tags."),
            discussion: KBPresentation.message(
                zh: """
                    不给文字就打开编辑器；标签在开头的两行 -- 之间，一起改。用 --tag 或 --untag 就只改标签，可以写几个编号，\
                    这时文字只能用 -m 给。有冲突的笔记编辑后合并；kb note resolve 不用编辑器。
                    例如：
                      kb note edit 3f2a0 先看网关的日志  换成这句话
                      kb note edit 3f2a0 3f2b0 --tag nginx --untag 值班  两条笔记的标签
                    """,
                en: """
                    Without a text, kb starts an editor, in which you can also change the tags, between the \
                    lines -- at the top. --tag and --untag change only the tags, of one or more notes; then \
                    give a text with -m. Editing a note in conflict merges its versions; kb note resolve \
                    does so without an editor.
                    For example:
                      kb note edit 3f2a0 look at the gateway first  another text
                      kb note edit 3f2a0 3f2b0 --tag nginx --untag oncall  the tags of two notes
                    """))

        @Argument(help: .noteID, completion: .notes)
        var id: String

        @OptionGroup var text: NoteTextOptions

        @Option(name: .long, help: .newTag, completion: .tags)
        var tag: [String] = []

        @Option(
            name: .long,
            help: ArgumentHelp(zh: "去掉一个标签；可以写几次。", en: "A tag to remove; may be given again.", .tag),
            completion: .tags)
        var untag: [String] = []

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        private var changesTags: Bool { !tag.isEmpty || !untag.isEmpty }

        func run(_ settings: Settings) throws {
            if changesTags, text.message.isEmpty { return try retag([id] + text.words, settings) }
            let reply = try NoteTask(note: id).run(text, by: author, in: store, settings)
            if let reply {
                try NoteDrafts.announce(reply)
            } else if !changesTags {
                Output.note(NoteReply.unchanged)
            }
            if changesTags { try retag([id], settings) }
        }

        private func retag(_ ids: [String], _ settings: Settings) throws {
            let (added, removed) = (try NoteTags.normalized(tag), try NoteTags.normalized(untag))
            let notes = Notes(try store.open(settings))
            // Where one of them is not there, none is changed.
            let found = try ids.map { try notes.find($0) }
            let name = author.name(settings)
            for note in found {
                let changed = try notes.changeTags(of: note, adding: added, removing: removed, author: name)
                try NoteDrafts.announce(NoteReply.tags(of: changed))
                let standing = NoteTags.standing(in: changed.body)
                for tag in removed where standing.contains(tag) {
                    Output.note(NoteReply.tagStands(tag, in: changed))
                }
            }
        }
    }
}
