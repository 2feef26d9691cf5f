import ArgumentParser
import CShim
import Glibc
import KBCore
import KBDocuments
import KBPresentation

/// `kb import codes`: brings a document, and the word lists beside it, into a book.
struct ImportCodes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes",
        abstract: KBPresentation.message(zh: "读入代码文档。", en: "Read a document of codes."),
        discussion: KBPresentation.message(
            zh: "kb help import 说明有哪些格式，读入新版时会怎样。",
            en: "kb help import tells which formats there are and what a newer edition does."))

    @OptionGroup var store: StoreOptions

    @Argument(
        help: ArgumentHelp(zh: "文档；- 表示标准输入。", en: "The document, or - for standard input.", .document),
        completion: .file())
    var path: String

    @Option(
        help: ArgumentHelp(
            zh: "读入哪本书。默认是同名文档上次读入的那本，没有就用文件名。",
            en:
                "The book to import into. Default: the one that documents of this name went to before, else the name.",
            .book), completion: .books)
    var book: String?

    @Option(
        help: ArgumentHelp(
            zh: "格式：\(DocumentFormat.list)。默认根据内容判断。",
            en: "The format: \(DocumentFormat.list). Default: detected from the content.", .format),
        completion: .list(DocumentFormat.allCases.map(\.rawValue)),
        transform: DocumentFormat.argument)
    var format: DocumentFormat?

    @Option(
        help: ArgumentHelp(
            zh: "表格哪列是什么，写成 code=Value,name=Reason 这样。",
            en: "The columns of a table, such as code=Value,name=Reason.", .columns),
        transform: Self.columns)
    var columns: ColumnMapping?

    @Flag(help: ArgumentHelp(zh: "只说会做什么，不真做。", en: "Only say what the import would do."))
    var dryRun = false

    @Flag(
        help: ArgumentHelp(
            zh: "即使这本书有五分之一以上会停用，也照样读入。",
            en: "Import even if more than a fifth of the book would be retired."))
    var yes = false

    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            zh: """
                建立或去掉 codes_fts，即给其他工具用的索引。没有它，很大的书只占一半空间，读入也快得多；但其他工具只能用 LIKE \
                查，kb query --raw 不能用。
                """,
            en: """
                Make, or remove, codes_fts, the index for other tools. Without it a very large book takes half the \
                space and a fraction of the time; other tools then search with LIKE only, and kb query --raw not at \
                all.
                """)
    )
    var portableIndex: Bool?

    @Flag(
        help: ArgumentHelp(
            zh: "不读 aliases.tsv 和 synonyms.tsv。", en: "Leave aliases.tsv and synonyms.tsv alone."))
    var noWordLists = false

    func validate() throws {
        if let book, !Book.isSlug(book) {
            throw ValidationError(
                KBPresentation.message(
                    zh: "“\(book)”不能作书名：只用小写字母、数字和连字符",
                    en: "'\(book)' cannot name a book: use lower-case letters, digits and hyphens"))
        }
        if path == SourceFile.standardInput, book == nil {
            throw ValidationError(
                KBPresentation.message(
                    zh: "标准输入没有名字，请用 --book 写明是哪本书",
                    en: "standard input has no name: say which book it is with --book"))
        }
    }

    func run() throws {
        Interruption.watch()
        kb_return_large_memory()
        // A large document is mapped: reading what somebody cuts off meanwhile is not an error but a signal.
        signal(SIGBUS) { _ in
            let message: StaticString = "error: the document was cut short while it was read\n"
            _ = Glibc.write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
            _exit(74)
        }
        let file = try SourceFile(reading: path)
        let progress = ImportProgress(file)
        let entries = { (body: (Entry) throws -> Void) in
            try BadDocument.checking(file) {
                try file.forEachEntry(format: format, columns: columns, progress: progress.report) { entry in
                    progress.count()
                    try Interruption.check()
                    try body(entry)
                }
            }
        }
        let source = ImportSource(name: file.name, sha256: { file.sha256 }, entries: entries)
        let lists = noWordLists ? ImportedWords() : try ImportedWords(beside: file)
        if dryRun { return try plan(source, of: file, progress) }
        let isNew = try !SourceFile.exists(store.path)
        let knowledge = try store.open(.creating, isOver: { Interruption.received != nil })
        if isNew, knowledge.isOnNetwork { Output.note(CodeText.oneLine(DoctorText.network(try store.path))) }
        let importer = Importer(knowledge)
        let outcome: Importer.Outcome
        do {
            let book = try chooseBook(for: file, importer: importer)
            if yes, !isNew { try keepCopy(source, book, importer) }
            outcome = try importer.apply(source, book: book, hasPortableIndex: portableIndex) { plan in
                if !yes, plan.retiresTooMuch { throw TooManyRetired(plan: plan, path: path) }
                progress.readAll()
            }
            progress.finish()
        } catch {
            progress.finish()
            // What could not be imported leaves no empty knowledge base behind.
            if isNew, (try? importer.isEmpty()) == true { unlink(try store.path) }
            if let error = error as? StoreError { throw FailedImport(error: error) }
            throw error
        }
        Interruption.unwatch()
        var summary = ImportSummary(outcome: outcome, portableIndex: portableIndex)
        try lists.apply(importer, &summary)
        for note in summary.notes { Output.note(note) }
        try Output.write(summary.text)
    }

    /// Makes a copy before an import that retires more than a fifth of a book, although the user wants it.
    private func keepCopy(_ source: ImportSource, _ book: String, _ importer: Importer) throws {
        guard try importer.plan(source, book: book).retiresTooMuch else { return }
        let copy = DatedName.beside(try store.path, "before-import")
        try Backup(try store.open()).write(to: copy)
        Output.note(CodeText.oneLine(BackupText.beforeImport(copy)))
    }

    private func plan(_ source: ImportSource, of file: SourceFile, _ progress: ImportProgress) throws {
        var text = PlanText()
        guard try SourceFile.exists(store.path) else {
            // Everything would be new.
            var plan = ImportPlan(book: try chooseBook(for: file, importer: nil))
            _ = try source.entries { entry in
                plan.added += 1
                try text.write(.added(entry))
            }
            progress.finish()
            return try text.end(plan)
        }
        let importer = Importer(try store.open(.existing))
        let plan = try importer.plan(source, book: chooseBook(for: file, importer: importer)) {
            try text.write($0)
        }
        progress.finish()
        try text.end(plan)
    }

    private func chooseBook(for source: SourceFile, importer: Importer?) throws -> String {
        if let book { return book }
        if let known = try importer?.lastBook(ofSource: source.name) { return known }
        guard let suggested = source.suggestedBook else { throw UnnamedBook(path: path) }
        return suggested
    }

    private static func columns(_ text: String) throws -> ColumnMapping {
        do {
            return try ColumnMapping(parsing: text)
        } catch {
            throw ValidationError(error.text)
        }
    }
}
