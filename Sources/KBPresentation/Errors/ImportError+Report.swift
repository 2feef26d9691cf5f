import KBCore
import KBDocuments
import KBInput

extension ImportError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .unnamedBook(let path) where path == InputPath.standardInput:
            ErrorReport(
                [
                    message(
                        zh: "标准输入没有名字，请用 --book 写明是哪本书",
                        en: "standard input has no name: say which book it is with --book")
                ], .usage)
        case .unnamedBook(let path):
            ErrorReport(
                [message(zh: "看不出 \(path) 是哪本", en: "the name of \(path) does not say which book it is")],
                hint: message(zh: "指明是哪本：", en: "name the book: ")
                    + "kb import \(ShellWord(path).text) --book NAME",
                .usage)
        case .badBook(let slug):
            ErrorReport(
                [
                    message(
                        zh: "“\(slug)”不能作书名：只用小写字母、数字和连字符"
                            + (Self.slug(like: slug).map { "，例如 \($0)" } ?? ""),
                        en: "'\(slug)' cannot name a book: use lower-case letters, digits and hyphens"
                            + (Self.slug(like: slug).map { ", such as \($0)" } ?? ""))
                ], .usage)
        case .badDocument(let path, let error) where error.foreign != nil:
            Self.foreign(path, error.foreign ?? .binary)
        case .badDocument(let path, let error):
            Self.badDocument(path, more: error.more) { path in
                error.diagnostics.map { diagnostic in
                    let column = diagnostic.column.map { ":\($0)" } ?? ""
                    return "\(path):\(diagnostic.line)\(column): \(diagnostic.text)"
                }
            }
        case .badWordList(let path, let error):
            Self.badDocument(path) { path in error.lines.map { "\(path):\($0): \(Self.expected(error))" } }
        case .notUTF8(let path):
            Self.badDocument(path) { path in
                ["\(path): " + message(zh: "不是有效的 UTF-8", en: "invalid UTF-8; expected a list in UTF-8")]
            }
        case .retiresMuch(let path, let plan): Self.retiresMuch(path, plan)
        case .renamesMost(let path, let plan):
            ErrorReport(
                [
                    message(
                        zh:
                            "\(path) 会给 \(plan.book) 的 \(plan.activeBefore) 个代码中的 \(grouped(plan.renamed)) 个换上别的名称；什么都没有导入",
                        en: """
                            \(path) would rename \(grouped(plan.renamed)) of \(plan.activeBefore) codes of \
                            \(plan.book); nothing was imported
                            """)
                ],
                hint: message(
                    zh: "是另一本就用 --book 指明；确实是新版就加 --yes；--dry-run 可先看清单",
                    en:
                        "use --book to name another book, --yes to import it anyway, --dry-run to list the codes"
                ), .usage)
        case .unclearBook(let path, let books): Self.unclearBook(path, books)
        }
    }

    /// The name of a book that is most like a text; nil where the text has nothing that may stand in one.
    private static func slug(like text: String) -> String? {
        let parts = text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        let slug = parts.joined(separator: "-")
        return Book.isSlug(slug) ? slug : nil
    }

    private static func expected(_ error: WordListError) -> String {
        switch error.expected {
        case .alias:
            message(zh: "应为 book、code、alias（以制表符分隔）", en: "expected book, code, alias, tab-separated")
        case .translation:
            message(
                zh: "应为 code、name、description（以制表符分隔），每个代码只一行",
                en: "expected code, name, description, tab-separated, and each code once")
        case .synonyms: message(zh: "一行至少要有两个词（以制表符分隔）", en: "expected at least two terms, tab-separated")
        }
    }

    /// As many lines of faults as somebody reads.
    private static let mostLines = 100

    /// A line for each fault, `FILE:LINE:COLUMN: …`, which is what editors jump to, and how many there are.
    ///
    /// `more` faults were counted and not kept.
    private static func badDocument(
        _ path: String, more: Int = 0, _ lines: (String) -> [String]
    ) -> ErrorReport {
        let path = path == InputPath.standardInput ? "<stdin>" : path
        let lines = lines(path)
        var details = Array(lines.prefix(mostLines))
        let rest = lines.count - details.count + more
        if rest > 0 {
            details.append(message(zh: "……还有 \(grouped(rest)) 处", en: "… and \(grouped(rest)) more"))
        }
        let count = lines.count + more
        return ErrorReport(
            [
                message(
                    zh: "\(path) 有 \(grouped(count)) 处错误，什么都没有导入",
                    en:
                        "\(counted(count, "error", "errors")) in \(path), nothing was imported"
                )
            ], places: details,
            hint: message(zh: "改正后再导入", en: "correct the document and import it again"),
            .badData)
    }

    /// One line for what is plainly no list of codes, and what to do with it.
    private static func foreign(_ path: String, _ kind: ForeignDocument) -> ErrorReport {
        let name = path == InputPath.standardInput ? "<stdin>" : path
        return ErrorReport(
            [
                message(
                    zh: "\(name) 是\(kind.text)，不是代码列表；什么都没有导入",
                    en: "\(name) is \(kind.text), not a list of codes; nothing was imported")
            ], hint: kind.hint(path), .badData)
    }

    private static func unclearBook(_ path: String, _ books: [String]) -> ErrorReport {
        let list = books.joined(separator: message(zh: "、", en: ", "))
        let book = books.first ?? ""
        return ErrorReport(
            [
                books.count == 1
                    ? message(
                        zh: "看不出 \(path) 是不是 \(book) 的新版：内容不像；什么都没有导入",
                        en:
                            "\(path) may not be an edition of \(book): its content differs; nothing was imported"
                    )
                    : message(
                        zh: "\(path) 的内容与几本都像：\(list)；什么都没有导入",
                        en: "\(path) resembles several books: \(list); nothing was imported")
            ],
            hint: message(
                zh: "是新版就写 --book \(book)，是另一本就用 --book 起个名，例如 --book \(book)-2",
                en:
                    "--book \(book) if it is a new edition; --book with another name, such as \(book)-2, if it is not"
            ),
            .usage)
    }

    private static func retiresMuch(_ path: String, _ plan: ImportPlan) -> ErrorReport {
        let (retired, active, notes) = (plan.retired, plan.activeBefore, plan.notesOnRetired)
        let zhNotes = notes == 0 ? "" : "，这些代码上有 \(grouped(notes)) 条笔记"
        let enNotes = notes == 0 ? "" : ", which carry \(counted(notes, "note", "notes"))"
        return ErrorReport(
            [
                message(
                    zh:
                        "\(path) 会停用 \(plan.book) 的 \(grouped(active)) 个代码中的 \(grouped(retired)) 个\(zhNotes)；什么都没有导入",
                    en: """
                        \(path) would retire \(grouped(retired)) of \(grouped(active)) codes of \
                        \(plan.book)\(enNotes); nothing was imported
                        """)
            ],
            hint: message(
                zh: "确实如此就加 --yes；是另一本就用 --book 指明；--dry-run 可先看清单",
                en: "use --yes to import it anyway, --book to name another book, --dry-run to list the codes"),
            .usage)
    }
}
