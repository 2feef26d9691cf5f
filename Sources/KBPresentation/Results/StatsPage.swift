import KBCore
import KBText

/// The numbers of a knowledge base.
package struct StatsPage {
    private let path: String
    private let books: [Book]
    private let overview: Statistics.Overview

    package init(path: String, books: [Book], overview: Statistics.Overview) {
        self.path = path
        self.books = books
        self.overview = overview
    }

    package func text(on terminal: Terminal) -> String {
        var lines = terminal.wrapped("\(CodeText.oneLine(path))  \(size)") + [""]
        lines += Table(
            books.map { book in
                let retired =
                    book.retired == 0
                    ? ""
                    : message(zh: "，停用 \(grouped(book.retired))", en: ", \(grouped(book.retired)) retired")
                return [
                    book.slug,
                    message(zh: "\(grouped(book.active)) 个代码", en: counted(book.active, "code", "codes"))
                        + retired,
                ]
            }
        ).lines(on: terminal)
        lines +=
            [""]
            + Table(counts.map { [message(zh: $0.zh, en: $0.en), String($0.count)] }).lines(on: terminal)
        if !overview.imports.isEmpty {
            lines += ["", message(zh: "最近的导入：", en: "Last imports:")]
            lines += Table(
                overview.imports.map { record in
                    [
                        Table.Cell(
                            record.importedAt.prefix(10) + " " + record.importedAt.dropFirst(11).prefix(5)),
                        Table.Cell(record.source), Table.Cell(record.book ?? record.kind),
                        Table.Cell(
                            "+\(grouped(record.added)) ~\(grouped(record.changed)) -\(grouped(record.retired))"
                        ),
                    ]
                }, columns: terminal.isInteractive ? Self.importColumns : []
            ).lines(on: terminal)
        }
        return lines.joined(separator: "\n")
    }

    /// Where there is little room, when something was imported and what that changed has it, then what it was.
    private static let importColumns = [
        Table.Column(), Table.Column(least: 4, rank: 2), Table.Column(least: 4, rank: 3),
        Table.Column(rank: 1),
    ]

    package var json: JSONValue {
        .object([
            JSONValue.format,
            ("path", .string(path)),
            ("bytes", .number(overview.bytes)),
            (
                "books",
                .array(
                    books.map {
                        .object([
                            ("book", .string($0.slug)), ("title", .string($0.title)),
                            ("active", .number($0.active)),
                            ("retired", .number($0.retired)),
                        ])
                    })
            ),
            ("aliases", .number(overview.aliases)),
            ("synonyms", .number(overview.synonyms)),
            ("notes", .number(overview.notes)),
            ("annotations", .number(overview.annotations)),
            ("orphaned", .number(overview.orphaned)),
            ("waiting", .number(overview.waiting)),
            ("codeRevisions", .number(overview.codeRevisions)),
            ("noteRevisions", .number(overview.noteRevisions)),
            ("terms", .number(overview.terms)),
            ("imports", .array(overview.imports.map(Self.object))),
        ])
    }

    private static func object(_ record: ImportRecord) -> JSONValue {
        .object([
            ("book", .optional(record.book)), ("kind", .string(record.kind)),
            ("source", .string(record.source)),
            ("sha256", .string(record.sha256)), ("entries", .number(record.entries)),
            ("added", .number(record.added)), ("changed", .number(record.changed)),
            ("retired", .number(record.retired)), ("importedAt", .string(record.importedAt)),
            ("author", .string(record.author)), ("undoneAt", .optional(record.undoneAt)),
        ])
    }

    private var counts: [(zh: String, en: String, count: Int)] {
        [
            ("别名", "aliases", overview.aliases),
            ("同义词", "synonyms", overview.synonyms),
            ("笔记", "notes", overview.notes),
            ("其中批注", "annotations among them", overview.annotations),
            ("失去原文的批注", "orphaned annotations", overview.orphaned),
            ("等代码的笔记", "notes that wait for their code", overview.waiting),
            ("代码的旧文本", "earlier texts of codes", overview.codeRevisions),
            ("笔记的修订", "revisions of notes", overview.noteRevisions),
            ("词表", "words", overview.terms),
        ]
    }

    /// The size in the largest unit that leaves a whole number.
    private var size: String {
        var size = overview.bytes
        for unit in ["B", "KiB", "MiB"] {
            if size < 10_240 { return "\(size) \(unit)" }
            size /= 1024
        }
        return "\(size) GiB"
    }
}
