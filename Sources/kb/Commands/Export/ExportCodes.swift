import ArgumentParser
import KBCore
import KBDocuments
import KBPresentation

/// `kb export codes`.
struct ExportCodes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes",
        abstract: KBPresentation.message(zh: "把一本书的代码写成文档。", en: "Write the codes of a book as a document."),
        discussion: KBPresentation.message(zh: "停用的代码不写。", en: "Retired codes are left out."))

    @OptionGroup var store: StoreOptions

    @Option(
        help: ArgumentHelp(
            zh: "哪本书；只有一本时不必写。", en: "The book; needed when there are several.", .book), completion: .books)
    var book: String?

    @Option(
        help: ArgumentHelp(
            zh: "格式：\(DocumentFormat.list)。默认 txt。",
            en: "The format: \(DocumentFormat.list). Default: txt.", .format),
        completion: .list(DocumentFormat.allCases.map(\.rawValue)),
        transform: DocumentFormat.argument)
    var format: DocumentFormat = .text

    @Flag(help: .salvage)
    var salvage = false

    func run() throws {
        let store = try store.open()
        var salvaged: [Code] = []
        let lost = salvage ? try Salvage(store).codes { salvaged.append($0) } : 0
        let books =
            salvage ? Set(salvaged.map(\.reference.book)).sorted() : try Codes(store).books().map(\.slug)
        guard let book = book ?? (books.count == 1 ? books[0] : nil), books.contains(book) else {
            throw UnchosenBook(book: book, books: books)
        }
        var pattern = CodePattern("")
        pattern.book = book
        let spool = Spool()
        do {
            try DocumentWriter.write(
                as: format,
                { body in
                    func write(_ code: Code) throws {
                        guard code.state == .active, code.reference.book == book else { return }
                        try body(Entry(code))
                    }
                    if salvage {
                        try salvaged.forEach(write)
                    } else {
                        try Codes(store).forEach(pattern, write)
                    }
                }, to: { try spool.add($0) })
        } catch let error as DocumentError {
            throw UnwritableBook(error: error)
        }
        try spool.write()
        if lost > 0 { throw LostPlaces(count: lost) }
    }
}

extension Entry {
    fileprivate init(_ code: Code) {
        self.init(
            code: code.reference.code, name: code.name, qualifier: code.qualifier,
            description: code.description,
            line: max(1, code.position))
    }
}
