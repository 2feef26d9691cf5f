import GRDB
import GRDBSQLite

extension Store {
    /// Copies the file page by page, damage included, as it is at this moment.
    ///
    /// Others may read meanwhile, and write once it is done: it takes about a second for each gigabyte.
    ///
    /// - Parameter path: A file that is empty or not there.
    /// - Throws: ``StoreError``.
    package func copyPages(to path: String) throws {
        let target = try Connection(path: SQLiteName.of(path))
        try onOwnConnection { source in
            try target.inDatabase { target in
                // Nobody needs half a copy: it is neither journalled nor brought to the disk.
                try target.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
                guard
                    let copy = sqlite3_backup_init(
                        target.sqliteConnection, "main", source.sqliteConnection, "main")
                else { throw DatabaseError(resultCode: .SQLITE_ERROR, message: target.lastErrorMessage) }
                let code = sqlite3_backup_step(copy, -1)
                sqlite3_backup_finish(copy)
                guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
            }
        }
    }
}
