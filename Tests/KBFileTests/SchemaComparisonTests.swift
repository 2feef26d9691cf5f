import TestSupport
import Testing

@testable import KBFile

@Suite("the schema of a file beside that of its format")
struct SchemaComparisonTests {
    private static func compare(_ script: String) throws -> SchemaComparison {
        let place = try TemporaryPlace()
        let store = try place.store()
        try PlainSQLite(place.path()).script(script)
        return try store.readWhateverTheFormat { try SchemaComparison($0, store.format) }
    }

    @Test("a column that another tool adds is its own, and no fault")
    func addedColumn() throws {
        let comparison = try Self.compare(
            "ALTER TABLE codes ADD COLUMN owner TEXT; ALTER TABLE notes ADD COLUMN Stars INTEGER NOT NULL DEFAULT 0"
        )
        #expect(comparison.altered.isEmpty && comparison.missing.isEmpty)
        #expect(
            comparison.addedColumns == [
                SchemaComparison.AddedColumn(table: "codes", name: "owner"),
                SchemaComparison.AddedColumn(table: "notes", name: "stars"),
            ])
    }

    private static let synonyms = """
        id INTEGER PRIMARY KEY, meaning TEXT NOT NULL CHECK (meaning <> ''),
        term TEXT NOT NULL CHECK (term <> ''),
        created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
        import INTEGER, author TEXT NOT NULL DEFAULT '', UNIQUE (meaning, term)
        """

    private static func rebuilt(_ columns: String, _ options: String = "STRICT") -> String {
        """
        PRAGMA legacy_alter_table = ON; CREATE TABLE new_table (\(columns)) \(options);
        DROP TABLE synonyms; ALTER TABLE new_table RENAME TO synonyms;
        CREATE INDEX synonyms_by_term ON synonyms (term COLLATE NOCASE);
        """
    }

    @Test("a table that was rebuilt with the same columns and constraints is the same")
    func rebuiltTable() throws {
        for text in [
            Self.synonyms,
            Self.synonyms.uppercased().replacingOccurrences(
                of: "STRFTIME('%Y-%M-%DT%H:%M:%FZ')", with: "strftime('%Y-%m-%dT%H:%M:%fZ')"),
        ] {
            #expect(try Self.compare(Self.rebuilt(text)).altered.isEmpty, "\(text)")
        }
    }

    @Test("a table that lacks a constraint, a type or STRICT is altered")
    func weakerTable() throws {
        for (old, new) in [
            (", UNIQUE (meaning, term)", ""), ("CHECK (term <> '')", ""), ("term TEXT NOT NULL", "term TEXT"),
            ("created_at TEXT", "created_at ANY"), ("CHECK (term <> '')", "CHECK (term <> 'x')"),
            ("id INTEGER PRIMARY KEY", "id INTEGER"),
        ] {
            let columns = Self.synonyms.replacingOccurrences(of: old, with: new)
            #expect(columns != Self.synonyms)
            #expect(try Self.compare(Self.rebuilt(columns)).altered.map(\.name) == ["synonyms"], "\(new)")
        }
        #expect(try Self.compare(Self.rebuilt(Self.synonyms, "")).altered.map(\.name) == ["synonyms"])
        let needed = Self.synonyms.replacingOccurrences(of: ", UNIQUE", with: ", more TEXT NOT NULL, UNIQUE")
        #expect(try Self.compare(Self.rebuilt(needed)).altered.map(\.name) == ["synonyms"])
    }
}
