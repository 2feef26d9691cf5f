import Foundation
import GRDB
import KBFile
import Testing

@testable import KBCore

@Suite("doctor next to others, and on an index that makes no sense")
struct HealthBesideOthersTests {
    @Test("doctor looks while another program writes, and holds no lock")
    func writer() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(try .text("404 Not Found 找不到。\n"), book: "http")
        let other = try PlainSQLite(place.path())
        try other.script("BEGIN IMMEDIATE; UPDATE codes SET name = 'Other'")
        #expect(try Health(store).check() == [])
        try other.script("COMMIT")
        #expect(try Health(store).check() == [])
    }

    @Test(
        "an index of which parts are missing or make no sense is a fault that a repair takes away",
        arguments: [
            "DELETE FROM index_rows", "DELETE FROM index_terms", "UPDATE index_terms SET place = 1 << 60",
            "DELETE FROM index_postings", "UPDATE index_segments SET rows = 1 << 40",
            "UPDATE index_segments SET ranks = x''", "UPDATE index_rows SET ids = x'FF'",
            "UPDATE index_terms SET data = x'FFFFFFFFFF'", "DELETE FROM index_segments",
            "DELETE FROM index_segments WHERE id = 1",
        ])
    func index(script: String) throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let document = (100..<400).map { "\($0) Name \($0) 找不到这个资源。\n\n" }.joined()
        try Importer(store).apply(try .text(document), book: "http")
        try PlainSQLite(place.path()).script(script)
        let health = Health(store)
        let faults = try health.check()
        // What changes nothing is no fault: a small index has no postings of its own.
        if !script.contains("postings"), !script.contains("place") { #expect(!faults.isEmpty) }
        try health.repair()
        #expect(try health.check() == [])
        #expect(try Searcher(store).search("找不到").results.count > 0)
    }
}
