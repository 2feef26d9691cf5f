import ArgumentParser
import KBCore
import KBDocuments
import KBPresentation

/// `kb export codes`.
struct ExportCodes: Command {
    static let configuration = CommandConfiguration(
        commandName: "codes",
        abstract: KBPresentation.message(zh: "把一本书的代码写成文档。", en: "Write the codes of a book as a document."),
        discussion: KBPresentation.message(
            zh: "别名、译文和字段一起写出；格式放不下的会说明。停用的代码不写。",
            en: """
                Other names, translations and fields go with the codes; what a format cannot hold is told. Retired \
                codes are left out.
                """))

    @OptionGroup var store: StoreOptions

    @Option(
        help: ArgumentHelp(
            zh: "哪本书；只有一本时不必写。", en: "The book; needed when there are several.", .book), completion: .books)
    var book: String?

    @Option(
        help: ArgumentHelp(
            zh: "格式：\(DocumentFormat.writtenList)。默认 txt。",
            en: "The format: \(DocumentFormat.writtenList). Default: txt.", .format),
        completion: .list(DocumentFormat.written.map(\.rawValue)),
        transform: DocumentFormat.writtenArgument)
    var format: DocumentFormat = .text

    @Flag(help: .salvage)
    var salvage = false

    func run(_ settings: Settings) throws {
        let store = try store.open(settings)
        var salvaged: [Code] = []
        let lost = salvage ? try Salvage(store).codes { salvaged.append($0) } : 0
        let books =
            salvage ? Set(salvaged.map(\.reference.book)).sorted() : try Codes(store).books().map(\.slug)
        guard let book = book ?? (books.count == 1 ? books[0] : nil) else { throw UnchosenBook(books: books) }
        guard books.contains(book) else { throw BookError.unknown(book, books: books) }
        let spool = Spool()
        let omissions: WritingOmissions
        do {
            if salvage {
                omissions = try DocumentWriter.write(
                    as: format,
                    { write in
                        for code in salvaged where code.state == .active && code.reference.book == book {
                            try write(Entry(code))
                        }
                    }, to: spool.add)
            } else {
                omissions = try KnowledgeBase(store).exportCodes(of: book, as: format, to: spool.add)
            }
        } catch let error as DocumentError {
            throw UnwritableBook(error: error)
        }
        try spool.write()
        if let text = ExportText.leftOut(omissions, format) { Output.note(text) }
        if lost > 0 { throw LostPlaces(count: lost) }
    }
}
