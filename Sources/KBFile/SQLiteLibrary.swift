import GRDBSQLite

/// The SQLite that is linked in.
package enum SQLiteLibrary {
    /// Its version, such as `3.40.1`.
    package static var version: String { String(cString: sqlite3_libversion()) }

    /// The newest format of files.
    package static var fileFormat: Int { FileFormat().newest }
}
