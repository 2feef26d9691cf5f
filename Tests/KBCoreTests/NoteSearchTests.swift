import Foundation
import KBIndex
import TestSupport
import Testing

@testable import KBCore

/// A note leads to its code however the query writes what the note says.
@Suite("Search in notes")
struct NoteSearchTests {
    /// The codes of the seed, with what a team may have noted on some.
    private func store() throws -> Store {
        let store = try SearchFixture.make("http", SearchFixture.root.appending(path: "seed/codes.txt"))
        let notes: [(code: String, body: String, tags: [String])] = [
            ("502", "多半是跨境链路抖动，先看 haproxy 的 BGP 会话", ["夜班", "zookeeper"]),
            ("403", "证书续签之后要重启哨兵进程，certificate pinning 在旧版客户端里", ["证书组"]),
            ("503", "吞吐掉了一半的时候，找张伟看 kubernetes 的水平扩容", []),
        ]
        for note in notes {
            let reference = CodeReference(book: "http", code: note.code)
            _ = try Notes(store).add(NoteDraft(reference: reference, body: note.body, tags: note.tags))
        }
        return store
    }

    @Test(
        "A note is found with typos, in pinyin, by a synonym and in traditional characters",
        arguments: [
            // Typos in Latin words, alone and next to others.
            ("haprxy", "502", SearchResult.Tier.relaxed), ("kubernets 扩容", "503", .relaxed),
            ("certifcate pining", "403", .relaxed),
            // Most of what the note says.
            ("跨境链路老是抖动是怎么回事", "502", .relaxed),
            ("xuqian", "403", .variant), ("kuajinglianlu", "502", .variant), ("kuà jìng", "502", .variant),
            ("跨境鏈路", "502", .variant), ("證書續簽", "403", .variant),
            ("看门狗进程", "403", .variant),
        ])
    func forms(query: String, code: String, tier: SearchResult.Tier) throws {
        let store = try store()
        _ = try Synonyms(store).add(["哨兵", "看门狗"])
        let results = try Searcher(store).search(query).results
        let result = try #require(results.first, "\(query)")
        #expect(result.code.reference.code == code)
        #expect(result.tier == tier)
        #expect(result.field == .note)
        #expect(result.note?.reference == result.code.reference)
        #expect(!result.marks(in: .note).isEmpty)
    }

    @Test("A typo says how it became the word of the note")
    func steps() throws {
        let result = try #require(Searcher(store()).search("haprxy").results.first)
        #expect(result.steps == [SearchResult.Step(kind: .spelling, from: "haprxy", to: "haproxy")])
        let body = Array(try #require(result.note).body.unicodeScalars)
        let marked = result.marks(in: .note).map { String(String.UnicodeScalarView(body[$0])) }
        #expect(marked == ["haproxy"])
    }

    @Test("A code is found whose note is the worst of hundreds that all are of another code")
    func manyNotes() throws {
        let store = try store()
        let plain = try PlainSQLite(store.path)
        try plain.script(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
            INSERT INTO notes (book, code, body) SELECT 'http', '404', '限流阈值 ' || i FROM n;
            INSERT INTO notes (book, code, body) VALUES ('http', '418', '先看监控，再看日志，最后才去调整限流阈值'),
              ('http', '410', '限流阈值在网关里配置，改之前先问值班的同学');
            """)
        let answer = try Searcher(store).search("限流阈值")
        #expect(answer.results.map(\.code.reference.code) == ["404", "418", "410"])
        #expect(answer.results.map(\.note?.body.count) == [6, 20, 21])
    }

    @Test("Codes that hold most of a query come before those whose notes do")
    func behind() throws {
        let store = try store()
        let query = "conflit"
        let before = try Searcher(store).search(query).results.map(\.code.reference.code)
        #expect(before == ["409"])
        _ = try Notes(store).add(
            NoteDraft(reference: CodeReference(book: "http", code: "418"), body: "conflict"))
        for limit in 1...3 {
            let results = try Searcher(store).search(query, .init(limit: limit)).results
            #expect(results.map(\.code.reference.code) == Array(["409", "418"].prefix(limit)))
            #expect(results.map(\.tier) == Array([.relaxed, .relaxed].prefix(limit)))
        }
    }

    @Test("Many notes on one code do not hide another code whose note holds most of the words")
    func grouped() throws {
        let store = try store()
        try store.write { db in
            for _ in 0..<40 {
                _ = try Notes.add(
                    db, NoteDraft(reference: CodeReference(book: "http", code: "418"), body: "prometheus"))
            }
        }
        _ = try Notes(store).add(
            NoteDraft(
                reference: CodeReference(book: "http", code: "417"),
                body: "一条说得长一些的笔记，里面也有 prometheus 这个词"))
        let results = try Searcher(store).search("promethus").results
        #expect(results.map(\.code.reference.code) == ["418", "417"])
    }

    @Test("A code is found by the tags of its notes, and no more when they are gone")
    func tags() throws {
        let store = try store()
        for (query, code) in [
            ("夜班", "502"), ("#夜班", "502"), ("证书组", "403"), ("zookeper", "502"), ("yeban", "502"),
        ] {
            let results = try Searcher(store).search(query).results
            #expect(results.first?.code.reference.code == code, "\(query)")
            #expect(results.first?.field == .note, "\(query)")
        }
        let plain = try PlainSQLite(store.path)
        try plain.run("UPDATE notes SET tags = '[\"早班\"]' WHERE code = '502'")
        #expect(try Searcher(store).search("夜班").results.isEmpty)
        #expect(try Searcher(store).search("早班").results.map(\.code.reference.code) == ["502"])
        #expect(try Health(store).check() == [])
    }

    @Test("Nonsense stays unanswered next to long notes about other things")
    func nonsense() throws {
        let store = try SearchFixture.make("http", SearchFixture.root.appending(path: "seed/codes.txt"))
        // The descriptions of two other books are what notes talk about.
        let others = try ["errno", "smtp"].flatMap {
            try Codes(SearchFixture.store(of: $0)).list(CodePattern(""))
        }
        let codes = try Codes(store).list(CodePattern(""))
        try store.write { db in
            for (number, other) in others.enumerated() {
                let reference = codes[number % codes.count].reference
                let body = other.name + "：" + other.description
                _ = try Notes.add(db, NoteDraft(reference: reference, body: body))
            }
            try IndexMaintenance.update(db)
        }
        var asked = 0
        var answered: [String] = []
        for list in ["dev", "kept", "second", "third"] {
            let path = SearchFixture.relevance.appending(path: "queries-\(list).tsv")
            for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n") {
                let cells = line.split(separator: "\t").map(String.init)
                guard cells.count > 2, cells[0] == "nonsense", cells[2] == "http" else { continue }
                asked += 1
                let results = try Searcher(store).search(cells[1]).results
                if results.contains(where: { $0.field == .note && $0.tier != .note }) {
                    answered.append(cells[1])
                }
            }
        }
        #expect(asked >= 40)
        // It is nonsense for codes of HTTP; a note says 资源耗尽, and the list of synonyms has 枯竭 for 耗尽.
        #expect(answered == ["资源枯竭城市"])
    }
}
