import ArgumentParser
import KBCore
import KBPresentation
import KBText

/// `kb stats`: what the file holds.
struct StatsCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: KBPresentation.message(
            zh: "数一数知识库里有什么，并列出最近几次导入。",
            en: "Count what the knowledge base holds, and list the last imports."))

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: ArgumentHelp(zh: "输出一个 JSON 对象，给程序用。", en: "Print one JSON object, for programs."))
    var json = false

    func run(_ settings: Settings) throws {
        let store = try store.open(settings)
        let page = StatsPage(
            path: store.path, books: try Codes(store).books(), overview: try Statistics(store).overview())
        if json { return try Output.write(page.json.text) }
        let terminal = output.terminal(settings)
        try Pager.show(page.text(on: terminal), on: terminal)
    }
}
