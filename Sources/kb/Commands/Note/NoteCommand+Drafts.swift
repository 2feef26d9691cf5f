import ArgumentParser
import Glibc
import KBCore
import KBPresentation
import KBText

extension NoteCommand {
    /// `kb note drafts`.
    struct Drafts: Command {
        static let configuration = CommandConfiguration(
            commandName: "drafts",
            abstract: KBPresentation.message(
                zh: "列出没能保存的笔记，接着写，或删掉。", en: "List drafts of notes that could not be saved; continue one."),
            discussion: KBPresentation.message(
                zh: """
                    写好却没能保存的文字（知识库被占用、代码写错、文字太长、程序被杀掉……）都留在 \
                    $XDG_STATE_HOME/kb/drafts 里。给出名字就在编辑器里接着写，写完存到原来的地方。
                    例如：
                      kb note drafts  列出来，新的在前
                      kb note drafts note-Xk3b9Q --as-is  不开编辑器，直接存
                      kb note drafts note-Xk3b9Q --as-is --code http:404  改存到这个代码
                      kb note drafts note-Xk3b9Q --remove  删掉
                    """,
                en: """
                    If a text cannot be saved, because the knowledge base is locked, the code is mistyped, \
                    the text is too long or the program is killed, kb keeps it in \
                    $XDG_STATE_HOME/kb/drafts. Name a draft to continue it in the editor; kb then saves it \
                    where it belongs.
                    For example:
                      kb note drafts  list them, the newest first
                      kb note drafts note-Xk3b9Q --as-is  save it without an editor
                      kb note drafts note-Xk3b9Q --as-is --code http:404  save it on this code instead
                      kb note drafts note-Xk3b9Q --remove  remove it
                    """))

        @Argument(
            help: ArgumentHelp(
                zh: "草稿的名字；last 是最新的一个。", en: "The name of a draft, or last for the newest one.", .name),
            completion: .drafts)
        var name: String?

        @Option(
            help: ArgumentHelp(zh: "存到这个代码上，写成一条新的笔记。", en: "Save it as a new note on this code.", .code),
            completion: .codes)
        var code: String?

        @Flag(help: ArgumentHelp(zh: "不开编辑器，照原样存。", en: "Save it as it is, without an editor."))
        var asIs = false

        @Flag(help: ArgumentHelp(zh: "删掉这个草稿。", en: "Remove the draft."))
        var remove = false

        @Flag(help: .json)
        var json = false

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func validate() throws {
            guard name != nil || !(asIs || remove || code != nil) else {
                throw ValidationError(KBPresentation.message(zh: "请写明哪个草稿", en: "say which draft"))
            }
        }

        func run(_ settings: Settings) throws {
            guard let name else { return try list(settings) }
            let drafts = DraftFile.all
            guard
                let draft = name == "last"
                    ? drafts.first(where: { !$0.isOpen && !$0.isUntouched })
                    : drafts.first(where: { $0.name == name })
            else { throw NoteInputError.noDraftNamed(name) }
            guard !draft.isOpen else { throw NoteInputError.openDraft(draft.name) }
            if remove {
                draft.remove()
                return try Output.say(NoteReply.discarded(draft.name))
            }
            try resume(draft, settings)
        }

        private func resume(_ draft: DraftFile, _ settings: Settings) throws {
            var task = draft.task ?? NoteTask()
            if let code { (task.code, task.note, task.quote) = (code, nil, nil) }
            guard task.code != nil || task.note != nil else { throw NoteInputError.unplacedDraft(draft.name) }
            task.author = author.author ?? task.author
            var options = store
            options.database = store.database ?? task.database
            let who = settings.author(task.author).value ?? ""
            let reply = try NoteDrafts.keeping(UnsavedText(draft, for: task, isEdited: !asIs), for: task) {
                try task.write(&$0, author: who) { try options.open(settings) }
            }
            guard let reply else { return Output.note(NoteReply.unchanged) }
            try NoteDrafts.announce(reply)
        }

        private func list(_ settings: Settings) throws {
            for draft in DraftFile.all where draft.isUntouched && !draft.isOpen && draft.isOld {
                draft.remove()
            }
            let drafts = DraftFile.all.filter { !$0.isUntouched || $0.isOpen }
            guard !drafts.isEmpty else { throw NoteListError.noDrafts }
            if json { return try Output.write(drafts.map(\.json.text).joined(separator: "\n")) }
            let terminal = output.terminal(settings)
            let texts = drafts.map { draft -> String in
                let state = draft.isOpen ? KBPresentation.message(zh: "正在编辑", en: "being edited") : ""
                let facts = [draft.name, TimeText.local(draft.time, daysOnly: false), draft.place, state]
                return
                    ([facts.filter { !$0.isEmpty }.joined(separator: " · ")]
                    + draft.excerpt.map { "    " + $0 })
                    .flatMap(terminal.wrapped).joined(separator: "\n")
            }
            try Pager.show(texts, on: terminal)
        }
    }
}

extension DraftFile {
    /// Whether it is as kb has made it: nobody has written anything.
    var isUntouched: Bool {
        guard let first = task?.first, let bytes = try? bytes() else { return false }
        return NoteTask.digest(bytes) == first
    }

    /// Whether nobody has touched it for a day: an editor that kb did not wait for may have it open until then.
    fileprivate var isOld: Bool { time < Glibc.time(nil) - 86_400 }

    /// What the text is on: a code, or the beginning of a note's ID.
    fileprivate var place: String {
        guard let task else { return "" }
        return task.note.map { message(zh: "笔记 \($0.prefix(8))", en: "note \($0.prefix(8))") }
            ?? NoteText.oneLine(
                [task.code, task.quote.map(NoteText.quoted)].compactMap(\.self).joined(separator: " "))
    }

    private var body: String {
        let text = String(decoding: (try? bytes()) ?? [], as: UTF8.self)
        guard task?.isPage == true, let page = try? NotePage.read(text) else { return text }
        return page.body
    }

    /// The beginning of the text; nothing for an empty one.
    fileprivate var excerpt: [String] {
        [NoteText.excerpt(NoteText.firstLine(String(body.prefix(1000))))].filter { !$0.isEmpty }
    }

    fileprivate var json: JSONValue {
        let task = task
        return .object([
            JSONValue.format, ("draft", .string(name)), ("path", .string(path)),
            ("changed", .string(TimeText.utc(time))), ("code", .optional(task?.code)),
            ("note", .optional(task?.note)), ("tags", .strings(task?.tags ?? [])), ("body", .string(body)),
            ("open", .bool(isOpen)),
        ])
    }
}
