import ArgumentParser
import KBCore
import KBPresentation
import KBText

/// `kb tag`.
struct TagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag",
        abstract: KBPresentation.message(
            zh: "给笔记加标签、去标签，列出和改名。", en: "Add, remove, list and rename tags of notes."),
        discussion: KBPresentation.message(
            zh: """
                笔记文字里的 #标签 也是标签；代码、网址里的不是。
                例如：
                  kb tag add 3f2a0 值班  给一条笔记加标签
                  kb tag rename ngnix nginx  所有笔记里都改
                  kb note list --tag nginx  有这个标签的笔记
                """,
            en: """
                A #tag in the text of a note is a tag, too, except in code and URLs.
                For example:
                  kb tag add 3f2a0 oncall  tag a note
                  kb tag rename ngnix nginx  in all notes
                  kb note list --tag nginx  the notes that have it
                """),
        subcommands: [Add.self, Remove.self, List.self, Rename.self])

    /// `kb tag add`.
    struct Add: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "给笔记加标签。", en: "Add tags to a note."))
        @OptionGroup var tagging: Tagging
        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let notes = Notes(try store.open(settings))
            let note = try notes.addTags(
                tagging.tags, to: try notes.find(tagging.id), author: author.name(settings))
            try NoteDrafts.announce(NoteReply.tags(of: note))
        }
    }

    /// `kb tag rm`.
    struct Remove: Command {
        static let configuration = CommandConfiguration(
            commandName: "rm",
            abstract: KBPresentation.message(zh: "去掉笔记的标签。", en: "Remove tags from a note."))
        @OptionGroup var tagging: Tagging
        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let notes = Notes(try store.open(settings))
            let note = try notes.removeTags(
                tagging.tags, from: try notes.find(tagging.id), author: author.name(settings))
            try NoteDrafts.announce(NoteReply.tags(of: note))
            let standing = NoteTags.standing(in: note.body)
            for tag in try NoteTags.normalized(tagging.tags) where standing.contains(tag) {
                Output.note(NoteReply.tagStands(tag, in: note))
            }
        }
    }

    /// `kb tag rename`.
    struct Rename: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "给标签改名，笔记文字里的 #标签 一起改；新名字已有就合成一个。",
                en: "Rename a tag in all notes and their texts; it merges with an existing tag."))

        @Argument(help: ArgumentHelp(zh: "现在的名字。", en: "The current name.", .tag), completion: .tags)
        var old: String

        @Argument(help: ArgumentHelp(zh: "新的名字。", en: "The new name.", .tag), completion: .tags)
        var new: String

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let notes = Notes(try store.open(settings))
            let (from, to) = (try NoteTags.normalized([old])[0], try NoteTags.normalized([new])[0])
            let count = try notes.renameTag(from, to: to, author: author.name(settings))
            if count == 0, from != to {
                let known = try notes.tags().map(\.tag)
                throw NoteListError.noTag(from, nearest: Typo.nearest(to: from, among: known))
            }
            guard count > 0 else { return Output.note(NoteReply.unchanged) }
            try NoteDrafts.announce(NoteReply.renamedTag(from, to: to, in: count))
        }
    }

    /// `kb tag list`.
    struct List: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "列出全部标签和各有多少条笔记，用得多的在前。",
                en: "List all tags with the number of their notes, most used first."))

        @Flag(help: .json)
        var json = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let tags = try Notes(try store.open(settings)).tags()
            guard !tags.isEmpty else { throw NoteListError.noTags }
            if json {
                let objects = tags.map {
                    JSONValue.object([
                        ("count", .number($0.count)), JSONValue.format, ("tag", .string($0.tag)),
                    ]).text
                }
                return try Output.write(objects.joined(separator: "\n"))
            }
            let width = String(tags[0].count).count
            try Table(
                tags.map { tag, count in
                    let number = String(count)
                    let padding = String(repeating: " ", count: width - number.count)
                    return [padding + number, "#" + NoteText.oneLine(tag)]
                }
            ).show(on: output.terminal(settings))
        }
    }

    /// A note and tags.
    struct Tagging: ParsableArguments {
        @Argument(help: .noteID, completion: .notes)
        var id: String

        @Argument(
            help: ArgumentHelp(zh: "标签，有没有 # 都行。", en: "Tags, with or without #.", .tag), completion: .tags)
        var tags: [String]
    }
}
