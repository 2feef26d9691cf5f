import GRDB
import KBFile

/// Reads what can still be read of a damaged file.
///
/// There is no transaction: its COMMIT would report the damage again. See `DamagedTable`.
package struct Salvage: Sendable {
    private let store: Store

    /// Reads from `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// Gives every code that can be read to `body`, in the order in which they were added.
    ///
    /// - Returns: How many places could not be read.
    /// - Throws: ``StoreError`` when nothing at all can be read; errors of `body` as they are.
    package func codes(_ body: (Code) throws -> Void) throws -> Int {
        try store.withoutTransaction { db in
            // Formats before 4 have no fields, and a damaged file is not upgraded.
            let hasFields = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM pragma_table_info('codes') WHERE name = 'fields')")
            let columns = hasFields == true ? Code.columns : Code.columnsBeforeFields
            return try DamagedTable(db, "codes", columns: columns).read { try body(Code(row: $0)) }
        }
    }

    /// Gives every revision of every note, alias and synonym that can be read to `body`, as a line of JSON without the
    /// line feed.
    ///
    /// - Returns: How many places could not be read.
    /// - Throws: ``StoreError`` when nothing at all can be read; errors of `body` as they are.
    package func revisions(_ body: (String) throws -> Void) throws -> Int {
        try store.withoutTransaction { db in
            let lost = try DamagedTable(db, "note_revisions", columns: NoteRevision.columns).read {
                try body(NoteRevision(row: $0).json.text)
            }
            // Formats before 5 have none.
            guard try db.tableExists("word_revisions") else { return lost }
            return try lost
                + DamagedTable(db, "word_revisions", columns: WordRevision.columns).read {
                    try body(WordRevision(row: $0).json.text)
                }
        }
    }
}
