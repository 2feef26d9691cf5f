import ArgumentParser
import KBCore
import KBPresentation
import KBText

/// `kb tag`.
struct TagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag",
        abstract: KBPresentation.message(
            zh: "给笔记加标签、去标签，列出标签。", en: "Give notes tags, take tags away, list all tags."),
        subcommands: [Add.self, Remove.self, List.self])

    /// `kb tag add`.
    struct Add: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "给笔记加标签。", en: "Give a note tags."))
        @OptionGroup var tagging: Tagging
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let notes = Notes(try store.open(settings))
            let note = try notes.addTags(tagging.tags, to: try notes.find(tagging.id))
            try NoteDrafts.announce(NoteReply.tags(of: note))
        }
    }

    /// `kb tag rm`.
    struct Remove: Command {
        static let configuration = CommandConfiguration(
            commandName: "rm", abstract: KBPresentation.message(zh: "去掉笔记的标签。", en: "Take tags from a note."))
        @OptionGroup var tagging: Tagging
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let notes = Notes(try store.open(settings))
            let note = try notes.removeTags(tagging.tags, from: try notes.find(tagging.id))
            try NoteDrafts.announce(NoteReply.tags(of: note))
        }
    }

    /// `kb tag list`.
    struct List: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "列出全部标签和各有多少条笔记，用得多的在前。",
                en: "List all tags and how many notes have each, the most used first."))

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
