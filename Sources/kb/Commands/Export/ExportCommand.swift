import ArgumentParser
import KBCore
import KBDocuments

/// `kb export`: the codes of a book as a document, or all notes with their histories.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: kb.message(
            zh: "把代码或笔记写到标准输出，供别处的 kb import 读入。",
            en: "Write codes or notes to standard output, for kb import elsewhere."),
        discussion: kb.message(
            zh: """
                例如：
                  kb export codes --book http  把代码写成文档
                  kb export codes --format csv  写成表格
                  kb export notes > notes.jsonl  全部笔记和历史
                """,
            en: """
                For example:
                  kb export codes --book http  the codes as a document
                  kb export codes --format csv  as a table
                  kb export notes > notes.jsonl  all notes with their histories
                """),
        subcommands: [ExportCodes.self, ExportNotes.self])
}

/// `kb export codes`.
struct ExportCodes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes",
        abstract: kb.message(zh: "把一本书的代码写成文档。", en: "Write the codes of a book as a document."),
        discussion: kb.message(zh: "停用的代码不写。", en: "Retired codes are left out."))

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
        commandName: "notes",
        abstract: kb.message(
            zh: "写出每条笔记的每个版本，一行一个 JSON 对象。",
            en: "Write every revision of every note, one JSON object a line."),
        discussion: kb.message(
            zh: "读入另一个知识库，就是把两边的笔记和历史合在一起。",
            en: "Reading the lines into another knowledge base makes the union of both."))

    @OptionGroup var store: StoreOptions

    @Flag(help: .salvage)
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
