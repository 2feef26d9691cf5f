import ArgumentParser
import KBCore
import KBDocuments
import KBPresentation

/// `kb export codes`.
struct ExportCodes: Command {
    static let configuration = CommandConfiguration(
        commandName: "codes",
        abstract: KBPresentation.message(zh: "把一本书的代码写成文档。", en: "Export the codes of a book as a document."),
        discussion: KBPresentation.message(
            zh: "别名、译文和字段一起写出；格式放不下的会说明。停用的代码不写。",
            en: """
                Aliases, translations and fields are exported with the codes; kb says what a format cannot \
                hold. Retired codes are left out.
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

    @Flag(
        help: ArgumentHelp(
            zh: "所有的书写进一个文档，每条写明是哪本书的；kb import 一次读回。",
            en: "Export all books as one document, in which each entry names its book.")
    )
    var allBooks = false

    @Flag(help: .salvage)
    var salvage = false

    func validate() throws {
        guard allBooks else { return }
        if book != nil {
            throw ValidationError(
                KBPresentation.message(
                    zh: "--book 和 --all-books 不能一起用", en: "--book and --all-books do not go together"))
        }
        if format == .text {
            throw ValidationError(
                KBPresentation.message(
                    zh: "txt 写不下哪本书：--all-books 要配 --format json、csv 等",
                    en:
                        "txt cannot hold the name of a book: --all-books needs --format json, csv or another"
                ))
        }
    }

    func run(_ settings: Settings) throws {
        let store = try store.open(settings)
        var salvaged: [Code] = []
        let lost = salvage ? try Salvage(store).codes { salvaged.append($0) } : 0
        let books =
            salvage ? Set(salvaged.map(\.reference.book)).sorted() : try Codes(store).bookSlugs()
        let chosen: [String]
        if allBooks {
            guard !books.isEmpty else { throw UnchosenBook(books: books) }
            chosen = books
        } else {
            guard let book = book ?? (books.count == 1 ? books[0] : nil) else {
                throw UnchosenBook(books: books)
            }
            guard books.contains(book) else { throw BookError.unknown(book, books: books) }
            chosen = [book]
        }
        let spool = Spool()
        let omissions: WritingOmissions
        do {
            if salvage {
                omissions = try DocumentWriter.write(
                    as: format,
                    { write in
                        for book in chosen {
                            for code in salvaged where code.state == .active && code.reference.book == book {
                                try write(allBooks ? Entry(code).named(book) : Entry(code))
                            }
                        }
                    }, to: spool.add)
            } else {
                omissions = try KnowledgeBase(store).exportCodes(
                    of: chosen, isNamed: allBooks, as: format, to: spool.add)
            }
        } catch let error as DocumentError {
            throw UnwritableBook(error: error)
        }
        try spool.write()
        if let text = ExportText.leftOut(omissions, format) { Output.note(text) }
        if lost > 0 { throw LostPlaces(count: lost) }
    }
}
