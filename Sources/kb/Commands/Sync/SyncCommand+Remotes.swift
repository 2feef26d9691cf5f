import ArgumentParser
import KBCore
import KBPresentation
import KBSync

extension SyncCommand {
    /// `kb sync add`.
    struct Add: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "添加一个远端：目录、git 仓库，或 kb-remote-NAME 懂的地址。",
                en: "Add a remote: a folder, a git repository, or an address for a program kb-remote-NAME.")
        )

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        @Argument(
            help: ArgumentHelp(zh: "远端在这里叫什么，如 team。", en: "A name for it, such as team.", .name))
        var name: String

        @Argument(
            help: ArgumentHelp(
                zh: "目录、git 仓库的地址，或 NAME://…。", en: "A folder, the address of a git repository, or NAME://….",
                .address),
            completion: .directory)
        var address: String

        @Option(
            help: ArgumentHelp(
                zh: "只发这些书的内容；可以写几次。",
                en: "Send only what belongs to this book; may be given again.", .book),
            completion: .books)
        var books: [String] = []

        @Option(
            help: ArgumentHelp(
                zh: "不发带这个标签的笔记；可以写几次。", en: "Do not send notes with this tag; may be given again.",
                .tag),
            completion: .tags)
        var notTag: [String] = []

        @Flag(
            inversion: .prefixedNo,
            help: ArgumentHelp(
                zh: "是否也发书的新版。", en: "Send new editions of books, or only notes and words."))
        var editions = true

        @Flag(
            inversion: .prefixedNo,
            help: ArgumentHelp(
                zh: "把从别处收到的也转发过去；git 默认不转发。",
                en: "Pass on what came from other remotes. Default: yes, except to git."))
        var relay: Bool?

        func validate() throws {
            guard SyncRemote.isName(name) else {
                throw ValidationError(
                    KBPresentation.message(
                        zh: "远端的名字用小写字母、数字和 -，最多 64 个字",
                        en: "the name of a remote has lower-case letters, digits and hyphens, at most 64"))
            }
        }

        func run(_ settings: Settings) throws {
            let place = try RemotePlace(address)
            let store = try store.open(settings)
            for book in books { try Codes(store).checkBook(book) }
            let scope = LogScope(
                books: books.isEmpty ? nil : books, leftOutTags: notTag.map { String($0.drop { $0 == "#" }) },
                hasEditions: editions)
            let isWhole = scope.books == nil && scope.leftOutTags.isEmpty
            try Logs(store).addRemote(
                name, url: place.url, scope: scope, relays: isWhole && (relay ?? place.relays),
                as: author.name(settings))
            try Output.say(SyncText.added(name))
        }
    }

    /// `kb sync rm`.
    struct Remove: Command {
        static let configuration = CommandConfiguration(
            commandName: "rm",
            abstract: KBPresentation.message(
                zh: "不再和一个远端同步；那里的内容不动。", en: "Remove a remote; what it holds stays there."))

        @OptionGroup var store: StoreOptions

        @Argument(
            help: ArgumentHelp(zh: "远端的名字。", en: "The name of the remote.", .name), completion: .remotes)
        var name: String

        func run(_ settings: Settings) throws {
            try Logs(store.open(settings)).removeRemote(name)
            try Output.say(SyncText.removed(name))
        }
    }

    /// `kb sync redact`.
    struct Redact: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "抹去笔记的文字，如误写进去的密码；同步到的每台机器都抹去。",
                en: "Erase the text of a note, such as a password, on every machine that synchronises."),
            discussion: KBPresentation.message(
                zh: """
                    作者、时间、代码留下，文字没有了，也恢复不了。副本、备份和远端的旧内容（git 历史、目录里的文件）kb 抹不掉，\
                    请它们的所有者清理；泄露的密码要换掉。
                    例如：
                      kb sync redact 9c1e --yes  这条笔记的所有修订
                      kb sync redact 3f2c@1a2c --yes  只抹一次修订
                    """,
                en: """
                    Author, time and code stay; the text is erased for good. kb cannot reach copies, \
                    backups and what remotes keep (git's history, files in a folder): their owners must \
                    clean them. Change a password that got out.
                    For example:
                      kb sync redact 9c1e --yes  all revisions of this note
                      kb sync redact 3f2c@1a2c --yes  one revision
                    """))

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        @Argument(help: .noteID, completion: .notes)
        var note: String

        @Flag(help: .yes)
        var yes = false

        func run(_ settings: Settings) throws {
            let store = try store.open(settings)
            let (name, state) = NoteName.parts(of: note)
            var chosen = try Notes(store).history(name)
            if let state {
                chosen = chosen.filter { $0.revision.hasPrefix(state.lowercased()) }
                guard state.utf8.count >= 4, chosen.count == 1 else {
                    throw NoteError.noRevision(state, of: name)
                }
            }
            try Confirmation.ask(SyncText.redactionQuestion(chosen), yes)
            try Logs(store).redact(chosen.map(\.revision), author: author.name(settings))
            try Output.say(SyncText.redacted(chosen.count))
        }
    }
}
