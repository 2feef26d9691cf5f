import GRDB
import KBDocuments
import TestSupport
import Testing

@testable import KBCore
@testable import KBIndex

@Suite("an index of which a part is gone")
struct IndexDamageTests {
    private static let document = "A1 One 请求超时\n\nA2 Two 服务器拒绝请求"

    @Test(
        "a search does not say that nothing was found, doctor tells, and repair mends",
        arguments: ["index_segments", "index_terms", "index_rows", "vocabulary"])
    func missing(table: String) throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(try .text(Self.document), book: "h")
        try PlainSQLite(place.path()).run("DELETE FROM \(table)")
        #expect(throws: (any Error).self) { try Searcher(store).search("请求") }
        #expect(try !Health(store).check().isEmpty)
        try Health(store).repair()
        #expect(try Health(store).check() == [])
        #expect(try Searcher(store).search("请求").results.count == 2)
    }

    @Test("a list that is gone from the stream is a fault that repair mends")
    func stream() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let lines = (0..<400).map { "A\($0) Name 请求\($0)超时" }
        try Importer(store).apply(try .text(lines.joined(separator: "\n\n")), book: "h")
        try PlainSQLite(place.path()).run("DELETE FROM index_postings")
        #expect(try !Health(store).check().isEmpty)
        try Health(store).repair()
        #expect(try Searcher(store).search("请求", .init(limit: 20)).results.count == 20)
    }

    @Test("an import still goes through when all segments are gone")
    func imports() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(try .text(Self.document), book: "h")
        try PlainSQLite(place.path()).run("DELETE FROM index_segments")
        try Importer(store).apply(try .text("B1 Three 别的请求"), book: "n")
        try Health(store).repair()
        #expect(try Health(store).check() == [])
    }

    @Test(
        "doctor counts what is not indexed, what is indexed twice or wrongly, and words that spelling lacks")
    func counts() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let plain = try PlainSQLite(place.path())
        let lines = (0..<600).map { "A\($0) Name\($0) 请求\($0)超时" }
        try Importer(store).apply(try .text(lines.joined(separator: "\n\n")), book: "h")
        #expect(try Health(store).check() == [])
        // Other tools' changes wait, which is no fault.
        try plain.run("UPDATE codes SET name = 'Changed' WHERE code < 'A2'")
        try plain.run("DELETE FROM codes WHERE code LIKE 'A3%'")
        #expect(try Health(store).check() == [])
        try plain.run("DELETE FROM index_changes")
        let changed = try #require(
            try plain.value("SELECT count(*) FROM codes WHERE name = 'Changed'").flatMap { Int($0) })
        let gone = 600 - (try #require(try plain.value("SELECT count(*) FROM codes").flatMap { Int($0) }))
        #expect(try Health(store).check().contains(.indexedWrongly(count: changed + gone)))
        try Health(store).repair()
        try plain.run(
            """
            INSERT INTO index_segments (kind, format, book, rows, bytes, terms, first_id, last_id, first_posting,
              last_posting, ranks, removed, removed_rows)
            SELECT kind, format, book, rows, bytes, terms, first_id, last_id, 0, -1, ranks, removed, removed_rows
            FROM index_segments
            """)
        try plain.run(
            "INSERT INTO index_rows SELECT segment + 1, chunk, ids FROM index_rows")
        let rows = 600 - gone
        #expect(try Health(store).check().contains(.indexedWrongly(count: 2 * rows)))
        try Health(store).repair()
        try plain.run("DELETE FROM index_words")
        #expect(
            try Health(store).check()
                == [
                    .vocabulary(
                        count: try #require(
                            plain.value("SELECT count(*) FROM vocabulary WHERE term < x'E3'").flatMap {
                                Int($0)
                            }))
                ])
        try Health(store).repair()
        try plain.run("DELETE FROM index_segments")
        #expect(try Health(store).check() == [.unindexed(count: rows)])
    }
}
