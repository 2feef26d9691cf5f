import ArgumentParser
import KnowledgeBase

/// `kb show`: everything about a code.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show everything about a code: text, aliases, notes.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("Codes, such as 404, ENOENT or http:404.", valueName: "code"))
    var codes: [String]

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func run() throws {
        let store = try store.open()
        let lookup = CodeLookup(store)
        let pages = try codes.flatMap { try lookup.all($0) }.map { try CodePage($0, in: store) }
        if json { return try Output.write(pages.map(\.json.text).joined(separator: "\n")) }
        let terminal = output.terminal
        try Output.write(pages.map { $0.text(on: terminal) }.joined(separator: "\n\n"))
    }
}
