import ArgumentParser
import KBCore
import KBDocuments
import KBPresentation

/// `kb export aliases`.
struct ExportAliases: Command {
    static let configuration = CommandConfiguration(
        commandName: "aliases",
        abstract: KBPresentation.message(
            zh: "写出别名，一行一个，供放在文档旁边的 aliases.tsv 用。",
            en: "Export aliases as an aliases.tsv for a document's folder."))

    @OptionGroup var store: StoreOptions

    @Option(
        name: UsualOption.book.names,
        help: ArgumentHelp(zh: "只写这本书的。", en: "Only those of this book.", .book),
        completion: .books)
    var book: String?

    func run(_ settings: Settings) throws {
        let store = try store.open(settings)
        try Output.send(WordLists.aliases(in: store, of: book), to: 1)
    }
}

/// `kb export synonyms`.
struct ExportSynonyms: Command {
    static let configuration = CommandConfiguration(
        commandName: "synonyms",
        abstract: KBPresentation.message(
            zh: "写出同义词，一行一组，供放在文档旁边的 synonyms.tsv 用。",
            en: "Export synonyms as a synonyms.tsv for a document's folder."))

    @OptionGroup var store: StoreOptions

    func run(_ settings: Settings) throws {
        try Output.send(WordLists.synonyms(in: store.open(settings)), to: 1)
    }
}
