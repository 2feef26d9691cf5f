import ArgumentParser
import KBCore

/// `kb list`: the codes of a class, with a beginning, or of a book.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: kb.message(zh: "列出代码，一行一个。", en: "List codes, one a line."),
        discussion: kb.message(
            zh: "范围是 4xx 这样的一类，或者代码的开头，如 50 或 E。",
            en: "A pattern is a class such as 4xx, or how the code begins, such as 50 or E."))

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(
        help: ArgumentHelp(
            zh: "一类，或代码的开头：4xx、50、E、http:4xx。",
            en: "A class or the beginning of a code, such as 4xx, 50, E or http:4xx.", .pattern),
        completion: .codes)
    var pattern: String?

    @Option(help: ArgumentHelp(zh: "只列这本书。", en: "Only this book.", .book), completion: .books)
    var book: String?

    @Flag(help: .json)
    var json = false

    func run() throws {
        let codes = Codes(try store.open())
        let pattern = CodePattern(pattern ?? "")
        let book = book ?? pattern.book
        let found = try codes.list(book: book, prefix: pattern.prefix).filter(pattern.matches)
        guard !found.isEmpty else {
            throw NothingListed(pattern: self.pattern, book: book, books: try codes.books().map(\.slug))
        }
        if json {
            let objects = found.map { JSONValue.object([JSONValue.format] + JSONValue.members(of: $0)).text }
            return try Output.write(objects.joined(separator: "\n"))
        }
        let hasSeveralBooks = Set(found.map(\.reference.book)).count > 1
        let rows = found.map { code in
            let book = hasSeveralBooks ? [code.reference.book] : []
            return book + [code.reference.code, CodeText.title(of: code), code.description]
        }
        try Table(rows).show(on: output.terminal)
    }
}

/// What codes to list.
struct CodePattern {
    /// The book, where the pattern names one.
    let book: String?
    /// How the codes begin.
    let prefix: String
    /// How long they are, for a class.
    private let length: Int?

    /// Reads a pattern: in `4xx` each `x` after a digit stands for one character, all else is a beginning.
    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        book = parts.count == 2 ? parts[0].lowercased() : nil
        let pattern = parts.count == 2 ? parts[1] : text[...]
        let head = pattern.prefix { !"xX*".contains($0) }
        let tail = pattern.dropFirst(head.count)
        let isClass = head.last?.isNumber == true && !tail.isEmpty && tail.allSatisfy { "xX".contains($0) }
        length = isClass ? pattern.count : nil
        prefix = String(isClass || pattern.last == "*" ? head : pattern)
    }

    /// Tells whether a code that begins right has the right length.
    func matches(_ code: Code) -> Bool { length == nil || code.reference.code.count == length }
}

/// A list without codes.
struct NothingListed: ReportableError {
    var pattern: String?
    var book: String?
    var books: [String]

    var report: ErrorReport {
        let known = books.joined(separator: message(zh: "、", en: ", "))
        if let book, !books.contains(book) {
            return ErrorReport(
                [message(zh: "没有“\(book)”这本", en: "no book '\(book)'")],
                hint: message(zh: "有：\(known)", en: "there are: \(known)"), .nothingFound)
        }
        let pattern = pattern ?? ""
        return ErrorReport(
            [
                pattern.isEmpty
                    ? message(zh: "知识库里没有代码", en: "the knowledge base has no codes")
                    : message(zh: "没有匹配“\(pattern)”的代码", en: "no code matches '\(pattern)'")
            ],
            hint: pattern.isEmpty
                ? message(zh: "用 kb import 文档 读入", en: "read some with kb import DOCUMENT")
                : message(
                    zh: "模式是 4xx 这样的一类，或代码的开头；找词用 kb query",
                    en: "a pattern is a class such as 4xx or a beginning; kb query finds words"),
            .nothingFound)
    }
}
