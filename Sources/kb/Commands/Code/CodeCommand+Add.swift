import ArgumentParser
import KBCore
import KBPresentation

extension CodeCommand {
    /// `kb code add`.
    struct Add: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "给书添加一个代码。", en: "Add a code to a book."),
            discussion: KBPresentation.message(
                zh: "没有 --name 就打开 $VISUAL 或 $EDITOR。只有一本书时，书名可以不写；书不存在就新建。",
                en: """
                    Without --name, kb starts $VISUAL or $EDITOR. You may omit the book if there is only \
                    one; a book that does not exist is created.
                    """))

        @Argument(
            help: ArgumentHelp(zh: "新代码，如 pay:P3000。", en: "The new code, such as pay:P3000.", .code),
            completion: .codes)
        var code: String

        @OptionGroup var text: CodeTextOptions
        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let knowledge = try store.open(settings, .creating)
            let reference = try CodePlace(knowledge).new(code)
            var change = text.change
            if text.name == nil {
                guard let edited = try CodeForm(change).edit(title: reference.description) else {
                    return try Output.say(NoteReply.unchanged)
                }
                change = edited
            }
            let code = try CodeEditing(knowledge, author: author.name(settings)).add(reference, change)
            try Output.say(CodeReply.added(code))
        }
    }

    /// `kb code edit`.
    struct Edit: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "修改一个代码的名称、说明、字段。", en: "Change a code's name, description or fields."),
            discussion: KBPresentation.message(
                zh: "不给选项就打开 $VISUAL 或 $EDITOR。", en: "Without options, kb starts $VISUAL or $EDITOR."))

        @Argument(help: .code, completion: .codes)
        var code: String

        @OptionGroup var text: CodeTextOptions
        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let knowledge = try store.open(settings)
            let before = try CodeLookup(knowledge).one(code)
            var change = text.change
            if text.isEmpty {
                guard let edited = try CodeForm(before).edit(title: NoteText.title(of: before)) else {
                    return try Output.say(NoteReply.unchanged)
                }
                change = edited
            }
            let code = try CodeEditing(knowledge, author: author.name(settings)).edit(
                before.reference, change)
            try Output.say(CodeReply.edited(code, from: before))
        }
    }

    /// `kb code rename`.
    struct Rename: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "给代码改号；别名、笔记、历史都跟着。",
                en: "Rename a code with its aliases, notes and history."))

        @Argument(help: .code, completion: .codes)
        var code: String

        @Argument(help: ArgumentHelp(zh: "新的代码，不带书名。", en: "The new code, without the book.", .name))
        var name: String

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let knowledge = try store.open(settings)
            let before = try CodeLookup(knowledge).one(code)
            let prefix = before.reference.book + ":"
            let new = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
            let code = try CodeEditing(knowledge, author: author.name(settings)).rename(
                before.reference, to: new)
            try Output.say(CodeReply.renamed(code, from: before))
        }
    }

    /// `kb code retire`.
    struct Retire: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "停用一个代码；它和笔记都还查得到，排在最后。",
                en: "Retire a code: its notes stay, and searches find it last."))

        @Argument(help: .code, completion: .codes)
        var code: String

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let knowledge = try store.open(settings)
            let before = try CodeLookup(knowledge).one(code)
            let code = try CodeEditing(knowledge, author: author.name(settings)).retire(
                before.reference)
            try Output.say(CodeReply.retired(code, from: before))
        }
    }
}
