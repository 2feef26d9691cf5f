import Foundation
import KBMigrations
import TestSupport
import Testing

@testable import KBFile

@Suite("whose triggers a write runs")
struct SchemaGuardTests {
    /// Every table that kb writes, and each of FTS5's own.
    static let tables: [String] = {
        guard let database = try? PlainSQLite() else { return [] }
        for step in Migrations.all { try? database.script(step.sql) }
        let rows = try? database.run(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        return (rows ?? []).compactMap { $0[0] }
    }()

    @Test(
        "another tool's trigger stops a write, on whichever table of kb's it stands, and in any case",
        arguments: tables)
    func foreign(table: String) throws {
        for name in [table, table.uppercased()] {
            let place = try TemporaryPlace()
            let store = try place.store()
            try PlainSQLite(place.path()).script(
                "CREATE TRIGGER mine AFTER INSERT ON \(name) BEGIN DELETE FROM note_revisions; END")
            #expect(throws: StoreError.self, "\(name)") { try store.write { _ in } }
            let comparison = try store.readWhateverTheFormat { try SchemaComparison($0, store.format) }
            #expect(comparison.strangeTriggers.map(\.name) == ["mine"], "\(name)")
        }
    }

    @Test("a trigger on a table of another tool's is nobody's business")
    func others() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try PlainSQLite(place.path()).script(
            "CREATE TABLE mine (x); CREATE TRIGGER t AFTER INSERT ON mine BEGIN DELETE FROM mine; END")
        try store.write { _ in }
    }

    @Test(
        "a trigger whose comment swallows what follows is altered; other white space, case and quotes are not"
    )
    func comments() throws {
        let before =
            "CREATE TRIGGER t AFTER UPDATE ON codes BEGIN -- why\n  DELETE FROM notes; SELECT 1;\nEND"
        #expect(SQLTokens(before) != SQLTokens(before.replacingOccurrences(of: "\n", with: " ")))
        #expect(
            SQLTokens(before)
                == SQLTokens(
                    "create trigger \"t\"\tafter update on [codes] begin delete from `notes`;select 1;end"))
        #expect(SQLTokens("SELECT 'a' /* x */ ") == SQLTokens("select 'a'"))
        #expect(SQLTokens("SELECT 'A'") != SQLTokens("select 'a'"))
        #expect(SQLTokens("'it''s' -- '") == SQLTokens(" 'it''s'"))
    }

    @Test("a write is refused where a trigger of kb's is gone or does something else")
    func own() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let plain = try PlainSQLite(place.path())
        try plain.script("DROP TRIGGER codes_after_delete")
        #expect(
            throws: StoreError.strangeSchema(
                path: place.path(), name: "codes_after_delete", table: "codes", .missing)
        ) { try store.write { _ in } }
        try plain.script("CREATE TRIGGER codes_after_delete AFTER DELETE ON codes BEGIN SELECT 1; END")
        #expect(
            throws: StoreError.strangeSchema(
                path: place.path(), name: "codes_after_delete", table: "codes", .altered)
        ) { try store.write { _ in } }
    }
}
