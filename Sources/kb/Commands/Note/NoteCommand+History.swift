import ArgumentParser
import KBCore
import KBPresentation
import KBText

extension NoteCommand {
    /// `kb note history`.
    struct History: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "显示笔记的每个版本，旧的在前；删掉的笔记也看得到。",
                en: "Show every state that a note has had, oldest first; removed notes too."))

        @Argument(help: .noteID, completion: .notes)
        var id: String

        @Flag(
            help: ArgumentHelp(
                zh: "每行输出一个 JSON 对象，与 kb export notes 相同。",
                en: "Print one JSON object a line, as kb export notes does."))
        var json = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let revisions = try Notes(try store.open(settings)).history(id)
            if json { return try Output.write(revisions.map(\.json.text).joined(separator: "\n")) }
            let terminal = output.terminal(settings)
            let texts = revisions.map { NoteText.text(of: $0, on: terminal) }
            try Pager.show(texts.joined(separator: "\n"), on: terminal)
        }
    }
}
