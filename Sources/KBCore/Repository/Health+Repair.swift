import GRDB
import KBFile
import KBIndex

extension Health {
    /// Rebuilds what is derived from the tables: triggers, views, indexes, lists of aliases.
    ///
    /// It is one transaction. Tables and their rows are left alone, whatever is wrong with them.
    ///
    /// - Throws: ``StoreError``; then nothing was changed.
    package func repair() throws {
        try store.bringUpToDate()
        // Copies of a file with a log can lack what stands in the log. Where another program has the file open, it
        // stays as it is.
        _ = try? store.withoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
        try store.writeWhateverTheSchema { db in
            try db.execute(
                sql: """
                    PRAGMA application_id = \(Store.applicationID);
                    PRAGMA user_version = \(store.format.newest);
                    """)
            let schema = try SchemaComparison(db, store.format)
            for item in schema.altered where item.isRebuildable {
                try db.execute(sql: "DROP \(item.kind.rawValue.uppercased()) \"\(item.name)\"")
            }
            for item in schema.altered + schema.missing where item.isRebuildable {
                try db.execute(sql: item.sql)
            }

            // The triggers leave the indexes alone while the lists of aliases are written.
            try db.execute(
                sql: """
                    DELETE FROM codes_replaced;
                    DELETE FROM words_replaced;
                    DELETE FROM notes_replaced;
                    DELETE FROM index_writers;
                    INSERT INTO index_writers (name) VALUES ('repair');
                    """)
            try WordCheck.repair(db)
            try db.execute(
                sql: """
                    UPDATE codes SET aliases = wrong.listed
                    FROM (\(Self.codesWithWrongAliases)) AS wrong WHERE codes.id = wrong.id;
                    \(NoteCheck.repairOfParents)
                    DELETE FROM index_writers;
                    \(NoteCheck.repairOfHeads)
                    """)
            try IndexMaintenance.rebuild(db)
            for name in Self.indexes where try PortableIndex.exists(db, name) {
                try db.execute(sql: "INSERT INTO \(name) (\(name)) VALUES ('rebuild')")
            }
        }
    }
}
