import ArgumentParser
import CShim
import Glibc
import KBCore
import KBDocuments
import KBInput
import KBPresentation

/// `kb import codes`: brings a document, and the word lists beside it, into a book.
struct ImportCodes: Command {
    static let configuration = CommandConfiguration(
        commandName: "codes",
        abstract: KBPresentation.message(zh: "导入代码文档。", en: "Import a document of codes."),
        discussion: KBPresentation.message(
            zh: "kb help import 说明有哪些格式，导入新版时会怎样。",
            en: "kb help import lists the formats and explains what a newer edition changes."))

    @OptionGroup var store: StoreOptions

    @Argument(
        help: ArgumentHelp(
            zh: "文档、自带的书，或 - 表示标准输入；可以写几个。不写则列出自带的书。",
            en:
                "Documents, books that come with kb, or - for standard input. Default: list the books that come with kb.",
            .document), completion: .file())
    var paths: [String] = []

    @Option(
        help: ArgumentHelp(
            zh: "导入哪本书。默认是同名文档上次导入的那本，没有就用文件名。",
            en:
                "The book to import into. Default: the book of the last document of this name, or the name itself.",
            .book), completion: .books)
    var book: String?

    @Option(
        name: [.long, .customLong("from")],
        help: ArgumentHelp(
            zh: "格式：\(DocumentFormat.list)。默认根据内容判断。",
            en: "The format: \(DocumentFormat.list). Default: detected from the content.", .format),
        completion: .list(DocumentFormat.allCases.map(\.rawValue)),
        transform: DocumentFormat.argument)
    var format: DocumentFormat?

    @Option(
        help: ArgumentHelp(
            zh: "表格哪列是什么，写成 code=Value,name=Reason 这样，或用列号 code=1,name=2。可写几次。默认与上次相同，没有就看列名。",
            en:
                "The columns of a table, such as code=Value,name=Reason, or by number, code=1,name=2. May be given again. Default: as for the document's last edition, or detected from the header.",
            .columns),
        transform: Self.columns)
    var columns: [ColumnMapping] = []

    @Flag(
        help: ArgumentHelp(zh: "表格没有表头，第一行就是条目。", en: "The table has no header: its first row is an entry."))
    var noHeader = false

    @Flag(help: ArgumentHelp(zh: "只说会做什么，不真做。", en: "Show what the import would change, and change nothing."))
    var dryRun = false

    @Flag(
        help: ArgumentHelp(
            zh: "即使这本书有五分之一以上会停用，也照样导入。",
            en: "Import even if more than a fifth of the book would be retired."))
    var yes = false

    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            zh: """
                建立或去掉 codes_fts，即给其他工具用的索引。没有它，很大的书只占一半空间，导入也快得多；但其他工具只能用 LIKE \
                查，kb query --raw 不能用。
                """,
            en: """
                Build or drop codes_fts, the index for other tools. Without it a very large book takes half \
                the space and less time; other tools must then search with LIKE, and kb query --raw does \
                not work.
                """)
    )
    var portableIndex: Bool?

    @Flag(
        help: ArgumentHelp(
            zh: "不读 aliases.tsv 和 synonyms.tsv。", en: "Do not import aliases.tsv and synonyms.tsv."))
    var noWordLists = false

    /// What the line alone shows to be wrong is told together with how the command is written.
    func validate() throws {
        for role in ColumnRole.allCases where columns.count(where: { $0[role] != nil }) > 1 {
            throw ValidationError(ColumnMappingError.repeatedRole(role).text)
        }
        var fault: ImportError?
        if let book, !Book.isSlug(book) {
            fault = .badBook(book)
        } else if book == nil, paths.contains(InputPath.standardInput) {
            fault = .unnamedBook(path: InputPath.standardInput)
        }
        if let fault { throw ValidationError(fault.report.errors.joined(separator: "\n")) }
        guard paths.count > 1, let first = paths.first else { return }
        let commands = ImportCommand.configuration.subcommands.map { $0._commandName }
        if !SourceFile.exists(first), Typo.nearest(to: first, among: commands) != nil {
            // As ArgumentParser words it.
            throw ValidationError("Unexpected argument '\(paths[1])'")
        }
        if book != nil {
            throw ValidationError(
                KBPresentation.message(
                    zh: "--book 只能跟一个文档：每个文档是一本书", en: "--book goes with one document: each is a book"))
        }
    }

    func run(_ settings: Settings) throws {
        guard !paths.isEmpty else { return try Self.list(SuppliedBooks(), settings) }
        // Git may be asked for it. A plan has none.
        let author = dryRun ? "" : settings.author(nil).value ?? ""
        guard paths.count > 1 else { return try importing(paths[0], author, settings) }
        // One that cannot be read does not stop the others.
        var status: ExitStatus?
        var read: [String: String] = [:]
        for path in paths {
            if let first = read[path] {
                Output.note(ImportSummary.readAlready(path, with: first))
                continue
            }
            do {
                try importing(path, author, settings)
                if !noWordLists { for other in SourceFile.otherLanguages(of: path) { read[other] = path } }
            } catch {
                if Interruption.received != nil { throw error }
                let report = ErrorReport(error)
                report.print()
                status = status ?? report.status
            }
        }
        if let status { throw ExitCode(status.rawValue) }
    }

    private func importing(_ path: String, _ author: String, _ settings: Settings) throws {
        do {
            try read(path, author, settings)
        } catch let error as ImportError {
            guard let refusal = RefusedHeader(error, arguments: Array(Arguments.all)) else {
                throw error
            }
            throw refusal
        }
    }

    private func read(_ argument: String, _ author: String, _ settings: Settings) throws {
        Interruption.watch()
        kb_return_large_memory()
        let (path, name) = try SuppliedBooks().source(argument)
        var options = ImportJob.Options(
            book: book ?? name, format: format, columns: mapping, readsWordLists: !noWordLists,
            mayRetireMuch: yes,
            hasPortableIndex: portableIndex)
        options.author = author
        let job = try ImportJob(reading: path, options) { Interruption.received != nil }
        let progress = ImportProgress(path)
        defer { progress.finish() }
        if dryRun { return try plan(job, progress, settings) }
        let database = try store.path(settings)
        let isNew = !SourceFile.exists(database)
        let knowledge = try store.open(settings, .creating, isOver: { Interruption.received != nil })
        if isNew, knowledge.isOnNetwork { Output.note(CodeText.oneLine(DoctorText.network(database))) }
        let outcome: ImportOutcome
        do {
            outcome = try job.apply(to: knowledge, progress: progress.note)
        } catch {
            // What could not be imported leaves no empty knowledge base behind.
            if isNew, (try? Importer(knowledge).isEmpty()) == true { unlink(database) }
            if let error = error as? StoreError { throw FailedImport(error: error) }
            throw error
        }
        Interruption.unwatch()
        progress.finish()
        for outcome in [outcome] + outcome.others {
            let summary = ImportSummary(outcome: outcome, portableIndex: portableIndex)
            for note in summary.notes { Output.note(note) }
            try Output.say(summary.text)
        }
    }

    private func plan(_ job: ImportJob, _ progress: ImportProgress, _ settings: Settings) throws {
        var text = PlanText(on: .current(settings, nil, isPaged: false), send: Output.write)
        let knowledge =
            try SourceFile.exists(store.path(settings))
            ? store.open(settings, isOver: { Interruption.received != nil }) : nil
        let plan = try job.plan(in: knowledge, progress: progress.note) { try text.write($0) }
        progress.finish()
        for plan in [plan] + plan.others { try text.end(plan) }
    }

    private static func list(_ supplied: SuppliedBooks, _ settings: Settings) throws {
        guard !supplied.books.isEmpty else { throw NoSuppliedBooks() }
        let table = Table(supplied.books.map { [$0.name, $0.title] })
        try table.show(on: .current(settings, nil, isPaged: false))
    }

    private var mapping: ColumnMapping? {
        guard noHeader || !columns.isEmpty else { return nil }
        var mapping = ColumnMapping()
        for columns in columns {
            for role in ColumnRole.allCases { mapping[role] = mapping[role] ?? columns[role] }
        }
        if noHeader { mapping.hasHeader = false }
        return mapping
    }

    private static func columns(_ text: String) throws -> ColumnMapping {
        do {
            return try ColumnMapping(parsing: text)
        } catch {
            throw ValidationError(error.text)
        }
    }
}
