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
}
