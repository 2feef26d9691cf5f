import ArgumentParser
import KBCore
import KBPresentation
import KBText

extension NoteCommand {
    /// `kb note show`.
    struct Show: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "显示一条笔记。", en: "Show a note."))

        @Argument(help: .noteID, completion: .notes)
        var id: String

        @Flag(
            help: ArgumentHelp(
                zh: "输出 JSON 对象；有冲突的笔记，每个版本一行。",
                en: "Print a JSON object; one a line for each version of a note in conflict."))
        var json = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let store = try store.open(settings)
            let heads = try Notes(store).heads(id)
            if json {
                for head in heads { try Output.write(JSONValue(head).text) }
            } else {
                let terminal = output.terminal(settings)
                let texts = try heads.flatMap { head in
                    terminal.wrapped(try NoteCode.title(of: head.reference, in: store))
                        + [NoteText.text(of: head, on: terminal)]
                }
                try Pager.show(texts, on: terminal)
            }
            if heads.count > 1 { NoteList.warn(conflict: heads) }
        }
    }
}
