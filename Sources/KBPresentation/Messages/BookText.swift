import KBCore
import KBText

/// Books for people and for programs.
package enum BookText {
    /// A line for each book: slug, codes, notes, last document, title.
    package static func rows(_ books: [BookDetails]) -> [[Table.Cell]] {
        books.map { details in
            [
                Table.Cell(details.book.slug), .text(codes(details)), .text(notes(details)),
                Table.Cell(details.lastImport.map { "\($0.source) \(TimeText.local($0.importedAt))" } ?? ""),
                Table.Cell(details.book.title),
            ]
        }
    }

    /// Everything about a book, a fact a line.
    package static func page(_ details: BookDetails, on terminal: Terminal) -> String {
        var rows: [[Table.Cell]] = []
        func add(_ label: String, _ text: String) {
            if !text.isEmpty { rows.append([.text(label), Table.Cell(text)]) }
        }
        add(message(zh: "书名", en: "Book"), details.book.slug)
        add(message(zh: "标题", en: "Title"), details.book.title)
        add(message(zh: "代码", en: "Codes"), codes(details))
        add(message(zh: "别名", en: "Aliases"), String(details.aliases))
        add(message(zh: "笔记", en: "Notes"), notes(details).isEmpty ? "0" : notes(details))
        if let last = details.lastImport {
            add(message(zh: "文档", en: "Document"), last.source)
            add(
                message(zh: "导入于", en: "Imported"),
                TimeText.local(last.importedAt)
                    + message(
                        zh:
                            "（新增 \(grouped(last.added))，更改 \(grouped(last.changed))，停用 \(grouped(last.retired))）",
                        en:
                            " (\(grouped(last.added)) added, \(grouped(last.changed)) changed, \(grouped(last.retired)) retired)"
                    ))
        }
        add(message(zh: "导入次数", en: "Imports"), String(details.imports))
        return Table(rows, columns: []).lines(on: terminal).joined(separator: "\n")
    }

    /// The book as an object.
    package static func json(_ details: BookDetails) -> JSONValue {
        .object([
            JSONValue.format, ("book", .string(details.book.slug)), ("title", .string(details.book.title)),
            ("active", .number(details.book.active)), ("retired", .number(details.book.retired)),
            ("aliases", .number(details.aliases)), ("notes", .number(details.notes)),
            ("waiting", .number(details.waiting)), ("imports", .number(details.imports)),
            ("source", .optional(details.lastImport?.source)),
            ("importedAt", .optional(details.lastImport?.importedAt)),
        ])
    }

    package static func renamed(_ slug: String, to new: String) -> String {
        message(zh: "\(slug) 现在叫 \(new)", en: "renamed \(slug) to \(new)")
    }

    package static func titled(_ slug: String, _ title: String) -> String {
        let title = NoteText.oneLine(title)
        return title.isEmpty
            ? message(zh: "\(slug) 没有标题了", en: "removed the title of \(slug)")
            : message(zh: "\(slug) 的标题：\(title)", en: "title of \(slug): \(title)")
    }

    /// What goes with a book.
    package static func loss(_ details: BookDetails) -> String {
        let book = details.book
        let notes = details.notes
        return message(
            zh:
                "要删除 \(book.slug)：\(grouped(book.active + book.retired)) 个代码、\(grouped(details.aliases)) 个别名、\(details.imports) 次导入的记录"
                + (notes == 0 ? "" : "；\(grouped(notes)) 条笔记会留着，等这本书再导入"),
            en: "this removes \(book.slug): \(counted(book.active + book.retired, "code", "codes")), "
                + "\(counted(details.aliases, "alias", "aliases")), the record of "
                + counted(details.imports, "import", "imports")
                + (notes == 0
                    ? ""
                    : "; \(counted(notes, "note stays and waits", "notes stay and wait")) for the book to return")
        )
    }

    package static func removed(_ details: BookDetails) -> String {
        let slug = details.book.slug
        let notes = details.notes
        return message(
            zh: "已删除 \(slug)" + (notes == 0 ? "" : "；\(grouped(notes)) 条笔记在等它（kb note list --waiting）"),
            en: "removed \(slug)"
                + (notes == 0
                    ? "" : "; \(counted(notes, "note waits", "notes wait")) for it (kb note list --waiting)"))
    }

    private static func codes(_ details: BookDetails) -> String {
        let book = details.book
        return message(zh: "\(grouped(book.active)) 个代码", en: counted(book.active, "code", "codes"))
            + (book.retired == 0
                ? "" : message(zh: "，停用 \(grouped(book.retired))", en: ", \(grouped(book.retired)) retired"))
    }

    private static func notes(_ details: BookDetails) -> String {
        let there =
            details.notes == 0
            ? "" : message(zh: "\(grouped(details.notes)) 条笔记", en: counted(details.notes, "note", "notes"))
        let waiting =
            details.waiting == 0
            ? ""
            : message(
                zh: "\(details.waiting) 条笔记在等代码",
                en: counted(details.waiting, "note waiting", "notes waiting"))
        return [there, waiting].filter { !$0.isEmpty }.joined(separator: message(zh: "，", en: ", "))
    }
}
