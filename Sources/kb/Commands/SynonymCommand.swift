import ArgumentParser
import KnowledgeBase

/// `kb synonym`: words that stand for each other in a search.
struct SynonymCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synonym", abstract: "Words of one meaning, which stand for each other in searches.",
        subcommands: [Add.self, List.self, Remove.self])

    /// `kb synonym add`.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that words have one meaning; they join a group that one of them is in.")

        @OptionGroup var store: StoreOptions

        @Argument(help: ArgumentHelp("Two or more words, such as 锁定 上锁.", valueName: "term"))
        var terms: [String]

        func run() throws {
            let (group, added) = try Synonyms(try store.open()).add(terms)
            if added.isEmpty { Output.note(SynonymText.unchanged) }
            try Output.write(group.line)
        }
    }

    /// `kb synonym list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the words that have a word's meaning, or all groups.")

        @OptionGroup var store: StoreOptions

        @Argument(help: "A word; all groups without it.")
        var term: String?

        @Flag(help: "Print one JSON object a line.")
        var json = false

        func run() throws {
            let groups = try Synonyms(try store.open()).list(having: term)
            if groups.isEmpty, let term { throw SynonymError.notFound(term) }
            guard !groups.isEmpty else { throw ExitCode(ExitStatus.nothingFound.rawValue) }
            let lines = groups.map { group in
                json
                    ? JSONValue.object([
                        JSONValue.format, ("meaning", .string(group.meaning)),
                        ("terms", .strings(group.terms)),
                    ]).text : group.line
            }
            try Output.write(lines.joined(separator: "\n"))
        }
    }

    /// `kb synonym rm`.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rm", abstract: "Take words out of their groups.")

        @OptionGroup var store: StoreOptions

        @Argument(help: ArgumentHelp("The words.", valueName: "term"))
        var terms: [String]

        func run() throws {
            try Synonyms(try store.open()).remove(terms)
            try Output.write(SynonymText.removed(terms.count))
        }
    }
}

/// What was done to synonyms.
private enum SynonymText {
    static var unchanged: String { message(zh: "没有变化", en: "nothing changed") }

    static func removed(_ count: Int) -> String {
        message(zh: "移除 \(count) 个同义词", en: count == 1 ? "1 synonym removed" : "\(count) synonyms removed")
    }
}

extension SynonymGroup {
    /// The group on one line: `锁定 = 上锁 = locked`.
    fileprivate var line: String { terms.map(CodeText.oneLine).joined(separator: " = ") }
}

extension SynonymError: ReportableError {
    var report: ErrorReport {
        switch self {
        case .notATerm(let text):
            ErrorReport([message(zh: "“\(text)”不能作同义词", en: "'\(text)' cannot be a synonym")], .usage)
        case .tooFew:
            ErrorReport(
                [message(zh: "同义词至少要两个不同的词", en: "synonyms are at least two different words")],
                hint: message(zh: "例如 kb synonym add 锁定 上锁", en: "such as kb synonym add locked 上锁"), .usage)
        case .notFound(let term):
            ErrorReport([message(zh: "“\(term)”没有同义词", en: "'\(term)' has no synonyms")], .nothingFound)
        }
    }
}
