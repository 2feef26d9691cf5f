import ArgumentParser
import Codebook
import KnowledgeBase

/// `kb export`: the codes of a book as a document, or all notes with their histories.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write codes or notes to standard output, for kb import elsewhere.",
        subcommands: [ExportCodes.self, ExportNotes.self])
}

/// `kb export codes`.
struct ExportCodes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes", abstract: "Write the codes of a book as a document.",
        discussion: "Retired codes are left out.")

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("The book; needed when there are several.", valueName: "slug"))
    var book: String?

    @Option(
        help: ArgumentHelp("The format: \(DocumentFormat.list).", valueName: "format"),
        transform: DocumentFormat.argument)
    var format: DocumentFormat = .text

    @Flag(help: "Write what can still be read of a damaged file.")
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
        let codes =
            salvage ? salvaged.filter { $0.reference.book == book } : try Codes(store).list(book: book)
        let entries = codes.filter { $0.state == .active }.map { code in
            Entry(
                code: code.reference.code, name: code.name, qualifier: code.qualifier,
                description: code.description, line: max(1, code.position))
        }
        do {
            try Output.write(String(try DocumentWriter.write(entries, as: format).dropLast()))
        } catch let error as DocumentError {
            throw UnwritableBook(error: error)
        }
        if lost > 0 { throw LostPlaces(count: lost) }
    }
}

/// `kb export notes`.
struct ExportNotes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notes", abstract: "Write every revision of every note, one JSON object a line.",
        discussion: "Reading the lines into another knowledge base makes the union of both.")

    @OptionGroup var store: StoreOptions

    @Flag(help: "Write what can still be read of a damaged file.")
    var salvage = false

    func run() throws {
        var lines: [String] = []
        func write(_ line: String) throws {
            lines.append(line)
            if lines.count == 500 {
                try Output.write(lines.joined(separator: "\n"))
                lines.removeAll()
            }
        }
        let store = try store.open()
        let lost = salvage ? try Salvage(store).revisions(write) : 0
        if !salvage { try Notes(store).exportRevisions(to: write) }
        if !lines.isEmpty { try Output.write(lines.joined(separator: "\n")) }
        if lost > 0 { throw LostPlaces(count: lost) }
    }
}

/// A salvage that could not read everything.
struct LostPlaces: ReportableError {
    var count: Int

    var report: ErrorReport {
        ErrorReport(
            [
                message(
                    zh: "文件里有 \(count) 处读不出来，那里的内容没有写出",
                    en: "\(count) places of the file cannot be read and were left out")
            ],
            hint: message(
                zh: "其余的都写出了；更早的内容看备份", en: "everything else was written; a backup may have the rest"),
            .failed)
    }
}

/// An export that does not say which book, or one that is not there.
struct UnchosenBook: ReportableError {
    var book: String?
    var books: [String]

    var report: ErrorReport {
        let known = books.joined(separator: message(zh: "、", en: ", "))
        return ErrorReport(
            [
                book.map { message(zh: "没有“\($0)”这本", en: "no book '\($0)'") }
                    ?? message(zh: "请用 --book 指明是哪本", en: "say which book with --book")
            ],
            hint: message(zh: "有：\(known)", en: "there are: \(known)"), book == nil ? .usage : .nothingFound)
    }
}

/// A book that a format cannot hold.
struct UnwritableBook: ReportableError {
    var error: DocumentError

    var report: ErrorReport {
        ErrorReport(
            error.diagnostics.map { $0.text(chinese: Language.current == .zh) },
            hint: message(zh: "--format json 都能写下", en: "--format json can hold all of them"), .badData)
    }
}
