import ArgumentParser
import KBCore
import KBPresentation

/// `kb export notes`.
struct ExportNotes: Command {
    static let configuration = CommandConfiguration(
        commandName: "notes",
        abstract: KBPresentation.message(
            zh: "写出每条笔记的每个版本，一行一个 JSON 对象。",
            en: "Write every revision of every note, one JSON object a line."),
        discussion: KBPresentation.message(
            zh: "读入另一个知识库，就是把两边的笔记和历史合在一起。",
            en: "Reading the lines into another knowledge base makes the union of both."))

    @OptionGroup var store: StoreOptions

    @Flag(help: .salvage)
    var salvage = false

    func run(_ settings: Settings) throws {
        var lines: [String] = []
        func write(_ line: String) throws {
            lines.append(line)
            if lines.count == 500 {
                try Output.write(lines.joined(separator: "\n"))
                lines.removeAll()
            }
        }
        let store = try store.open(settings)
        let lost = salvage ? try Salvage(store).revisions(write) : 0
        if !salvage { try Notes(store).exportRevisions(to: write) }
        if !lines.isEmpty { try Output.write(lines.joined(separator: "\n")) }
        if lost > 0 { throw LostPlaces(count: lost) }
    }
}
