import KBIndex
import TestSupport
import Testing

@testable import KBCore

/// What kb itself writes need not be cut by each process that searches.
@Suite("the index follows what kb writes")
struct IndexFollowsTests {
    private let place: TemporaryPlace
    private let store: Store
    private let plain: PlainSQLite
    private let code = CodeReference(book: "h", code: "A1")

    init() throws {
        place = try TemporaryPlace()
        store = try place.store()
        plain = try PlainSQLite(place.path())
        try plain.run("INSERT INTO codes (book, code, name) VALUES ('h', 'A1', 'One'), ('h', 'A2', 'Two')")
        try store.write(IndexMaintenance.update)
    }

    private func waiting() throws -> Int {
        try plain.value("SELECT count(*) FROM index_changes").flatMap { Int($0) } ?? 0
    }

    @Test("however many notes and aliases are written one by one, few wait to be indexed, and all are found")
    func oneByOne() throws {
        for number in 0..<100 {
            var note = try Notes(store).add(NoteDraft(reference: code, body: "缓存\(number) 重启"))
            #expect(try waiting() < IndexMaintenance.someChanges)
            if number % 10 == 0 {
                note.body = "改过\(number)"
                _ = try Notes(store).edit(note)
            }
            if number % 10 == 5 { try Notes(store).remove(note) }
        }
        for number in 0..<70 {
            _ = try Aliases(store).add(["别名\(number)"], to: CodeReference(book: "h", code: "A2"))
        }
        #expect(try waiting() < 2 * IndexMaintenance.someChanges)
        #expect(try plain.value("SELECT count(*) FROM index_segments WHERE kind = 'note'") != "0")
        for query in ["改过0", "改过90", "缓存99", "缓存 重启"] {
            #expect(try Searcher(store).search(query).results.first?.code.reference == code, "\(query)")
        }
        #expect(try Searcher(store).search("缓存5").results.allSatisfy { $0.tier == .relaxed })
        #expect(try Searcher(store).search("别名69").results.first?.code.reference.code == "A2")
        #expect(try Health(store).check() == [])
    }

    @Test("imported notes are indexed by the import")
    func imported() throws {
        var lines: [String] = []
        for number in 0..<600 {
            _ = try plain.run("INSERT INTO notes (book, code, body) VALUES ('h', 'A1', ?)", "缓存\(number)")
        }
        try Notes(store).exportRevisions { lines.append($0) }
        let other = try TemporaryPlace()
        let copy = try other.store()
        try PlainSQLite(other.path()).run("INSERT INTO codes (book, code, name) VALUES ('h', 'A1', 'One')")
        try copy.write(IndexMaintenance.update)
        _ = try Notes(copy).importRevisions(lines)
        #expect(try PlainSQLite(other.path()).value("SELECT count(*) FROM index_changes") == "0")
        #expect(try Searcher(copy).search("缓存599").results.first?.note?.body == "缓存599")
        #expect(try Health(copy).check() == [])
    }

    @Test("notes are saved whatever has become of the index, and it is never half right")
    func damage() throws {
        for number in 0..<40 { _ = try Notes(store).add(NoteDraft(reference: code, body: "缓存\(number)")) }
        try plain.run("INSERT INTO index_postings (id, data) VALUES (1 << 50, x'00')")
        for number in 0..<40 { _ = try Notes(store).add(NoteDraft(reference: code, body: "之后\(number)")) }
        #expect(try plain.value("SELECT count(*) FROM notes") == "80")
        #expect(try waiting() >= 40)
        try plain.run("DELETE FROM index_postings WHERE id = 1 << 50")
        try plain.run("DELETE FROM index_segments")
        for number in 0..<40 { _ = try Notes(store).add(NoteDraft(reference: code, body: "最后\(number)")) }
        #expect(throws: (any Error).self) { try Searcher(store).search("最后") }
        try Health(store).repair()
        #expect(try Searcher(store).search("最后39").results.first?.note?.body == "最后39")
        #expect(try Health(store).check() == [])
    }
}
