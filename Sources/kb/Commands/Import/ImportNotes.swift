import ArgumentParser
import KBCore
import KBDocuments
import KBPresentation

/// `kb import notes`: brings in notes that kb, another program or a person has written.
struct ImportNotes: Command {
    static let configuration = CommandConfiguration(
        commandName: "notes",
        abstract: KBPresentation.message(
            zh: "导入笔记：kb export notes 写出的，或别处的 JSON、CSV、Markdown。",
            en: "Import notes from kb export notes, or from JSON, CSV or Markdown."),
        discussion: KBPresentation.message(
            zh: """
                kb 写出的 jsonl 连同历史合进来，同一个文件再读一次、几个文件换个顺序读，结果都一样。别处的笔记每条要有 code 和 \
                text，可以有 book、author、tags、date、quote、id（中文栏名也认）；没有署名的算导入的人写的。已有的不重复：看 id，\
                没有 id 看代码和文字。UTF-8、UTF-16、GB 18030 都行。一行有错，不影响别的行，退出状态是 65。
                例如：
                  kb import notes notes.jsonl  另一个知识库的笔记和历史
                  kb import notes wiki.csv --dry-run  先看会加哪些
                  kb import notes wiki.csv --book http --strict  有一行错就什么也不导入
                """,
            en: """
                kb merges its own JSON Lines with the history of each note; the order of files and repeated \
                imports make no difference. Other notes need a code and a text, and may have book, author, \
                tags, date, quote and id; without an author, it is you. kb does not add a note again that \
                has a known id, or without an id the same code and text. It reads UTF-8, UTF-16 and GB \
                18030. An invalid line does not stop the others; the exit status is then 65.
                For example:
                  kb import notes notes.jsonl  notes of another knowledge base with their histories
                  kb import notes wiki.csv --dry-run  what would be added
                  kb import notes wiki.csv --book http --strict  all lines or none
                """))

    @OptionGroup var store: StoreOptions

    @Argument(
        help: ArgumentHelp(zh: "文件；- 表示标准输入。", en: "The file, or - for standard input.", .file),
        completion: .file())
    var path: String

    @Option(
        name: [.long, .customLong("from")],
        help: ArgumentHelp(
            zh: "格式：\(Self.formats)。默认根据内容判断。",
            en: "The format: \(Self.formats). Default: detected from the content.", .format),
        completion: .list(NoteDocument.Format.allCases.map(\.rawValue)), transform: Self.format)
    var format: NoteDocument.Format?

    @Option(
        help: ArgumentHelp(
            zh: "没有写明书名的代码是哪本书的。", en: "The book of codes that name none.", .book),
        completion: .books)
    var book: String?

    @Flag(help: ArgumentHelp(zh: "只说会做什么，不真做。", en: "Show what the import would change, and change nothing."))
    var dryRun = false

    @Flag(help: ArgumentHelp(zh: "有一行错就什么也不导入。", en: "Import nothing if a line is invalid."))
    var strict = false

    @OptionGroup var author: NoteAuthorOptions

    private static var formats: String {
        NoteDocument.Format.allCases.map(\.rawValue).joined(separator: ", ")
    }

    func run(_ settings: Settings) throws {
        let source = try SourceFile(reading: path)
        let store = try store.open(settings)
        if let book { try Codes(store).checkBook(book) }
        do {
            try source.withBytes { bytes in
                try NoteDocument.read(bytes, name: source.name, format: format) { document in
                    try document.format == .revisions
                        ? merge(document, into: store) : add(document, to: store, settings)
                }
            }
        } catch let error as DocumentError {
            throw ImportError.badDocument(path: source.path, error)
        }
    }

    private func merge(_ document: NoteDocument, into store: Store) throws {
        let outcome = try Notes(store).importRevisions(document.lines, isStrict: strict, isTrial: dryRun)
        let summary = NotesSummary(outcome, isTrial: dryRun)
        for fault in outcome.faults { Output.note(fault.text) }
        for note in summary.notes { Output.note(note) }
        try Output.say(summary.text)
        if outcome.faultCount > 0 { throw LeftOutLines(count: outcome.faultCount, isTrial: dryRun) }
    }

    private func add(_ document: NoteDocument, to store: Store, _ settings: Settings) throws {
        var options = Notes.ImportOptions()
        options.book = book
        options.author = author.name(settings)
        (options.isStrict, options.isTrial) = (strict, dryRun)
        var shown = 0
        let plan = try Notes(store).importDocument(document, options) { step in
            if case .fault(let fault) = step, !strict {
                shown += 1
                if shown <= 100 { Output.note(fault.text) }
            } else if dryRun, let line = NotePlanText.line(step) {
                try Output.write(line)
            }
        }
        try Output.say(NotePlanText.summary(plan, isTrial: dryRun))
        if plan.faults > 0 { throw LeftOutLines(count: plan.faults, isTrial: dryRun) }
    }

    private static func format(_ name: String) throws -> NoteDocument.Format {
        let names = ["md": "markdown", "tsv": "csv"]
        guard let format = NoteDocument.Format(rawValue: names[name.lowercased()] ?? name.lowercased()) else {
            throw ValidationError(
                KBPresentation.message(zh: "可以是 \(formats)", en: "expected one of \(formats)"))
        }
        return format
    }
}
