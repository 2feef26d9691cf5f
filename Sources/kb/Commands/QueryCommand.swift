import ArgumentParser
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "query", abstract: "Find codes by whatever one remembers.")
    @OptionGroup var store: StoreOptions
    func run() throws { _ = try store.open() }
}
