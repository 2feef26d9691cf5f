import KBCore
import KBDocuments
import KBText

/// A document, or a word list, that cannot be read; each line says what is wrong in one place.
struct BadDocument: ReportableError {
    var path: String
    var lines: [String]

    /// Prints the lines and tells how many there were: `FILE:LINE:COLUMN: …` is what editors jump to.
    var report: ErrorReport {
        Output.note(lines.map { TerminalText.escaped($0) }.joined(separator: "\n"))
        let count = lines.count
        return ErrorReport(
            [
                message(
                    zh: "\(path) 有 \(count) 处错误，什么都没有导入",
                    en: "\(count) \(count == 1 ? "error" : "errors") in \(path), nothing was imported")
            ], hint: message(zh: "改正后再导入", en: "correct the document and import it again"), .badData)
    }
}

extension BadDocument {
    /// Runs `body`, and adds the name of the document to its errors.
    static func checking<T>(_ source: SourceFile, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DocumentError {
            throw BadDocument(source.path == SourceFile.standardInput ? "<stdin>" : source.path, error)
        }
    }
}

extension BadDocument {
    init(_ path: String, _ error: DocumentError) {
        self.path = path
        lines = error.diagnostics.map { diagnostic in
            let column = diagnostic.column.map { ":\($0)" } ?? ""
            return "\(path):\(diagnostic.line)\(column): \(diagnostic.text(chinese: Language.current == .zh))"
        }
    }

    init(_ path: String, _ error: WordListError) {
        self.path = path
        let expected =
            switch error.expected {
            case .alias:
                message(zh: "应为 book、code、alias（以制表符分隔）", en: "expected book, code, alias, tab-separated")
            case .synonyms: message(zh: "一行至少要有两个词（以制表符分隔）", en: "expected at least two terms, tab-separated")
            }
        lines = error.lines.map { "\(path):\($0): \(expected)" }
    }

    init(notUTF8 path: String) {
        self.path = path
        lines = ["\(path): " + message(zh: "不是有效的 UTF-8", en: "invalid UTF-8; expected a list in UTF-8")]
    }
}

/// An import that would retire so much of a book that it may be the wrong document.
struct TooManyRetired: ReportableError {
    var plan: ImportPlan
    var path: String

    var report: ErrorReport {
        let (retired, active, notes) = (plan.retired, plan.activeBefore, plan.notesOnRetired)
        let zhNotes = notes == 0 ? "" : "，这些代码上有 \(notes) 条笔记"
        let enNotes = notes == 0 ? "" : ", which carry \(notes) \(notes == 1 ? "note" : "notes")"
        return ErrorReport(
            [
                message(
                    zh: "\(path) 会停用 \(plan.book) 的 \(active) 个代码中的 \(retired) 个\(zhNotes)；什么都没有导入",
                    en:
                        "\(path) would retire \(retired) of \(active) codes of \(plan.book)\(enNotes); nothing was imported"
                )
            ],
            hint: message(
                zh: "确实如此就加 --yes；是另一本就用 --book 指明；--dry-run 可先看清单",
                en: "--yes does it, --book names another book, --dry-run lists the codes"), .usage)
    }
}

extension ImportPlan {
    /// Whether more than a fifth of the book would be retired.
    var retiresTooMuch: Bool { retired * 5 > activeBefore }
}

/// A document whose name does not say which book it is.
struct UnnamedBook: ReportableError {
    var path: String

    var report: ErrorReport {
        ErrorReport(
            [message(zh: "看不出 \(path) 是哪本", en: "the name of \(path) does not tell which book it is")],
            hint: message(
                zh: "用 --book 指明，例如 --book acme-pay", en: "say it with --book, such as --book acme-pay"),
            .usage)
    }
}

extension SourceFileError: ReportableError {
    var report: ErrorReport {
        switch self {
        case .missing(let path):
            ErrorReport([message(zh: "没有文件 \(path)", en: "no such file: \(path)")], .noInput)
        case .isDirectory(let path):
            ErrorReport(
                [message(zh: "\(path) 是目录", en: "\(path) is a folder")],
                hint: message(
                    zh: "给出其中的文档，例如 \(path)/codes.txt", en: "name a document, such as \(path)/codes.txt"),
                .noInput)
        case .notPermitted(let path):
            ErrorReport([message(zh: "没有权限读 \(path)", en: "\(path) may not be read")], .notPermitted)
        case .unreadable(let path, let reason):
            ErrorReport(
                [message(zh: "读 \(path) 出错：\(reason)", en: "cannot read \(path): \(reason)")], .inputOutput)
        }
    }
}

/// The knowledge base did not take an import.
struct FailedImport: ReportableError {
    var error: StoreError

    var report: ErrorReport {
        var report = ErrorReport(store: error)
        report.errors = report.errors.map { $0 + message(zh: "；什么都没有导入", en: "; nothing was imported") }
        return report
    }
}
