import Foundation
import KBDocuments
import Testing

@testable import KBCore

@Suite("import jobs")
struct ImportJobTests {
    private let place: TemporaryPlace

    init() throws { place = try TemporaryPlace() }

    private func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: place.path(name)))
        return place.path(name)
    }

    private func writeLists() throws {
        _ = try write(
            "book\tcode\talias\nhttp\t404\t死链\nhttp\t404\t死链\nhttp\t410\t没影了\nhttp\t999\t无\nsmtp\t550\t拒收\n",
            to: "aliases.tsv")
        _ = try write("锁定\t上锁\n页面\t网页\t页\n", to: "synonyms.tsv")
    }

    @Test("the lists next to a document are part of its plan, and the plan is what happens")
    func lists() throws {
        try writeLists()
        let path = try write("404 Not Found 找不到。\n\n410 Gone 没了。\n", to: "codes.txt")
        let job = try ImportJob(reading: path)
        let early = try job.plan(in: nil)
        let store = try place.store()
        let plan = try job.plan(in: store)
        let outcome = try job.apply(to: store)
        #expect(early == plan)
        #expect(plan == outcome.plan)
        #expect(plan.added == 2 && plan.aliases?.added == 2 && plan.synonyms?.added == 5)
        #expect(plan.aliases?.unknown == [CodeReference(book: "http", code: "999")])
        #expect(try Searcher(store).search("死链").results.map(\.code.reference.code) == ["404"])
        #expect(try Searcher(store).search("没影了").results.map(\.code.reference.code) == ["410"])
        #expect(try Health(store).check() == [])
        // Another tool's write waits for being indexed, which is not what an import without news is for.
        try PlainSQLite(place.path()).script("INSERT INTO codes (book, code, name) VALUES ('x', '1', 'One')")
        let other = try place.state()
        #expect(try job.apply(to: store).plan.aliases?.added == 0)
        #expect(try place.state() == other)
        try PlainSQLite(place.path()).script("DELETE FROM codes WHERE book = 'x'")
        #expect(try job.plan(in: store).synonyms?.added == 0)
    }

    @Test("aliases of codes that were there, and of other books, come along")
    func knownCodes() throws {
        let store = try place.store()
        try Importer(store).apply(try .text("404 Not Found 找不到。\n"), book: "http")
        try Importer(store).apply(try .text("550 Rejected 不收。\n"), book: "smtp")
        try writeLists()
        let path = try write("404 Not Found 换了说明。\n\n410 Gone 没了。\n", to: "codes.txt")
        let job = try ImportJob(reading: path, .init(book: "http"))
        let plan = try job.plan(in: store)
        #expect(plan.aliases?.added == 3)
        #expect(try job.apply(to: store).plan == plan)
        for (alias, code) in [("死链", "404"), ("没影了", "410"), ("拒收", "550")] {
            #expect(try Searcher(store).search(alias).results.map(\.code.reference.code) == [code])
        }
        #expect(try Health(store).check() == [])
    }

    @Test("a list of aliases of the document's own goes before that of the folder")
    func ownAliases() throws {
        try writeLists()
        _ = try write("http\t404\t迷路了\n", to: "codes.aliases.tsv")
        let store = try place.store()
        let path = try write("404 Not Found 找不到。\n", to: "codes.txt")
        let aliases = try ImportJob(reading: path).apply(to: store).plan.aliases
        #expect(aliases?.added == 1 && aliases?.path.hasSuffix("/codes.aliases.tsv") == true)
        #expect(try Searcher(store).search("迷路了").results.map(\.code.reference.code) == ["404"])
        #expect(try Searcher(store).search("死链").results.isEmpty)
    }

    @Test("canonically equivalent aliases are two, as they are to SQLite")
    func twins() throws {
        let store = try place.store()
        _ = try write("http\t404\t\u{8ECA}輛\nhttp\t404\t\u{F902}輛\n", to: "aliases.tsv")
        let path = try write("404 Not Found 找不到。\n", to: "codes.txt")
        #expect(try ImportJob(reading: path).apply(to: store).plan.aliases?.added == 2)
        #expect(try Health(store).check() == [])
    }

    @Test("codes, aliases and synonyms are imported as a whole or not at all")
    func oneTransaction() throws {
        let store = try place.store()
        try writeLists()
        let path = try write("404 Not Found 找不到。\n", to: "codes.txt")
        let before = try Statistics(store).overview()
        // The last row that is written is the one that the list of synonyms is remembered by.
        let failing = WordLists(
            aliases: .init(
                path: "aliases.tsv", sha256: String(repeating: "0", count: 64),
                try WordList.aliases("http\t404\t死链\n")),
            synonyms: .init(path: "synonyms.tsv", sha256: "too short", [["锁定", "上锁"]]))
        #expect(throws: StoreError.self) {
            try Importer(store).apply(
                ImportSource(
                    try .text("404 Not Found 找不到。\n"), name: "x", sha256: String(repeating: "0", count: 64)),
                book: "http", lists: failing)
        }
        #expect(try Statistics(store).overview() == before)
        try ImportJob(reading: path).apply(to: store)
        #expect(try Health(store).check() == [])
    }

    @Test("an import that would retire more than a fifth says so, and keeps a copy where it may")
    func retiring() throws {
        let store = try place.store()
        let all = (400..<420).map { "\($0) Name 说明\($0)" }.joined(separator: "\n\n")
        try ImportJob(reading: try write(all, to: "codes.txt")).apply(to: store)
        let path = try write("404 Name 换了说明。\n", to: "codes.txt")
        let before = try place.state()
        let error = #expect(throws: ImportError.self) { try ImportJob(reading: path).apply(to: store) }
        guard case .retiresMuch(path, let plan) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(plan.retired == 19 && plan.activeBefore == 20)
        #expect(try place.state() == before)
        let outcome = try ImportJob(reading: path, .init(mayRetireMuch: true)).apply(to: store)
        #expect(outcome.plan == plan)
        let copy = try #require(outcome.copy)
        #expect(try Codes(Store(path: copy, access: .existing)).books().map(\.active) == [20])
        #expect(try Codes(store).books().map(\.active) == [1])
    }

    @Test("what is wrong with a document, a list or a name is a fact")
    func faults() throws {
        let store = try place.store()
        let bad = try write("404\n", to: "bad.txt")
        #expect(throws: ImportError.self) { try ImportJob(reading: bad).apply(to: store) }
        #expect(throws: ImportError.badBook("No!")) { try ImportJob(reading: bad, .init(book: "No!")) }
        #expect(throws: ImportError.unnamedBook(path: "-")) { try ImportJob(reading: "-") }
        let unnamed = try write("P-1 Frozen 一\n", to: "错误.txt")
        #expect(throws: ImportError.unnamedBook(path: unnamed)) {
            try ImportJob(reading: unnamed).apply(to: store)
        }
        _ = try write("book\tcode\talias\nhttp\t404\n", to: "aliases.tsv")
        let error = #expect(throws: ImportError.self) { try ImportJob(reading: unnamed) }
        guard case .badWordList(place.path("aliases.tsv"), let fault) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(fault.lines == [2] && fault.expected == .alias)
        #expect(throws: Never.self) { try ImportJob(reading: unnamed, .init(readsWordLists: false)) }
    }

    @Test("a document in memory is imported like a file")
    func memory() throws {
        let store = try place.store()
        let job = try ImportJob(Array("404 Not Found 找不到。\n".utf8), name: "codes.txt")
        #expect(try job.apply(to: store).plan.book == "http")
        #expect(try Codes(store).find("http:404").count == 1)
    }

    @Test("an import that is cancelled leaves the file as it was")
    func cancelled() throws {
        let store = try place.store()
        let all = (0..<1000).map { "E\($0) Name 说明" }.joined(separator: "\n\n")
        let path = try write(all, to: "codes.txt")
        let before = try place.state()
        let job = try ImportJob(reading: path, .init()) { false }
        #expect(job.path == path)
        final class Flag: @unchecked Sendable { var isSet = false }
        let flag = Flag()
        let cancelled = try ImportJob(reading: path, .init()) { flag.isSet }
        flag.isSet = true
        #expect(throws: CancellationError.self) { try cancelled.apply(to: store) }
        #expect(try place.state() == before)
        #expect(throws: SourceFileError.cancelled(path: path)) {
            try SourceFile(reading: path) { true }
        }
    }
}
