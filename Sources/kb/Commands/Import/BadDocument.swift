import KBCore
import KBDocuments
import KBPresentation

/// A document, or a word list, that cannot be read; each line says what is wrong in one place.
struct BadDocument: ReportableError {
    var path: String
    var lines: [String]

    var report: ErrorReport {
        let count = lines.count
        return ErrorReport(
            [
                message(
                    zh: "\(path) 有 \(count) 处错误，什么都没有导入",
                    en: "\(count) \(count == 1 ? "error" : "errors") in \(path), nothing was imported")
            ], places: lines, hint: message(zh: "改正后再导入", en: "correct the document and import it again"),
            .badData)
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
            return "\(path):\(diagnostic.line)\(column): \(diagnostic.text)"
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
