import ArgumentParser
import Foundation
import KBCore

/// `kb-relevance`: how often the right code comes first, and among the first three.
@main
struct RelevanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kb-relevance",
        abstract: "Count how often kb finds the right code, by kind of query and beside other engines.",
        discussion: """
            Each query is asked with its own book named, and in all four books at once. Where a kind does worse than \
            Tests/KBCoreTests/relevance/accepted.tsv says, the exit status is 1; with KB_RECORD=1 in the environment \
            that file is rewritten instead. The sets whose first look is kept show it before each figure.
            """)

    @Flag(help: "Ask the half of the fourth set that nobody looks at while tuning, too; nothing is compared.")
    var unseen = false

    @Flag(help: "List the queries of FILES whose code did not come first.")
    var misses = false

    @Flag(help: "With --misses: also those of a search in all books.")
    var all = false

    @Option(help: ArgumentHelp("A Python that may have the package of Tantivy.", valueName: "python"))
    var tantivy: String?

    @Argument(help: "Sets of queries to ask instead of the usual ones; nothing is compared.")
    var files: [String] = []

    func validate() throws {
        guard !misses || !files.isEmpty else {
            throw ValidationError("Please name the files whose misses to list.")
        }
        guard !all || misses else { throw ValidationError("Please use --all with --misses.") }
    }

    func run() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let sets = root.appending(path: "Tests/KBCoreTests/relevance")
        let folder = FileManager.default.temporaryDirectory.appending(path: "kb-relevance-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }

        let books = try Books(root: root, folder: folder, python: tantivy)
        if books.peerNames == SQLitePeer.names {
            complain(
                tantivy.map { "Tantivy is left out: \($0) has no package of it" }
                    ?? "Tantivy is left out: --tantivy names a Python that has it")
        }
        let compared = files.isEmpty ? ["kept", "second", "third", "fourth-dev", "fifth", "sixth"] : []
        let asked =
            (compared + (unseen ? ["fourth-unseen"] : [])).map { sets.appending(path: "queries-\($0).tsv") }
            + files.map { URL(filePath: $0) }
        let firstLook = try FiguresFile(sets.appending(path: "first-look.tsv"))
        let figures = try asked.map { file in
            let figures = try ask(file, books)
            print("\n\(figures.name), per cent; peers: own book, first three\n")
            print(
                RelevanceTable.text(
                    figures, firstLook: firstLook.figures(of: figures.name), peers: books.peerNames))
            return figures
        }
        print("\nFor nonsense, every column gives how often nothing was found, which is right there.\n")
        print(RelevanceTable.text(figures))

        try judge(
            figures.filter { compared.contains($0.name) },
            by: FiguresFile(sets.appending(path: "accepted.tsv")))
    }

    private func ask(_ file: URL, _ books: Books) throws -> SetFigures {
        let judgements = try Judgement.read(file)
        var figures = SetFigures(
            name: file.deletingPathExtension().lastPathComponent.replacing(/^queries-/, with: ""))
        var peers: [String: [String: [[CodeReference]]]] = [:]
        for (book, queries) in Dictionary(grouping: judgements, by: \.book) {
            peers[book] = try books.peerAnswers(to: queries.map(\.query), on: book)
        }
        var next: [String: Int] = [:]
        for judgement in judgements {
            let place = next[judgement.book, default: 0]
            next[judgement.book] = place + 1
            let own = try books.answer(to: judgement.query, in: judgement.book)
            let everywhere = try books.answer(to: judgement.query)
            figures.add(
                judgement, own: judgement.grade(own), all: judgement.grade(everywhere),
                peers: (peers[judgement.book] ?? [:]).mapValues { judgement.grade($0[place]) })
            if misses { list(judgement, "own", own) }
            if misses, all { list(judgement, "all", everywhere) }
        }
        return figures
    }

    private func list(_ judgement: Judgement, _ scope: String, _ answer: [CodeReference]) {
        let grade = judgement.grade(answer)
        guard grade != .first else { return }
        let wanted = judgement.codes.map(\.code).sorted().joined(separator: ",")
        let got = answer.prefix(5).map { "\($0.book):\($0.code)" }.joined(separator: " ")
        print(
            scope, grade == .miss ? "miss" : "late", judgement.kind, judgement.book, judgement.query,
            "want \(wanted.isEmpty ? "nothing" : wanted)", "got \(got.isEmpty ? "nothing" : got)",
            separator: "\t")
    }

    /// Compares with what is accepted, or takes the figures as that.
    private func judge(_ sets: [SetFigures], by file: FiguresFile) throws {
        if ProcessInfo.processInfo.environment["KB_RECORD"] == "1" {
            var accepted = file
            for set in sets { accepted.replace(set) }
            return try accepted.write()
        }
        let falls = sets.flatMap { $0.falls(from: file.figures(of: $0.name)) }
        for fall in falls { complain("worse: \(fall)") }
        if !falls.isEmpty { throw ExitCode.failure }
    }

    private func complain(_ text: String) {
        // What was printed before stands before.
        fflush(nil)
        FileHandle.standardError.write(Data("kb-relevance: \(text)\n".utf8))
    }
}
