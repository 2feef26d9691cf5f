import GRDB
import GRDBSQLite

/// Stepping through a statement without a copy of its rows.
///
/// For the inner loops of searches and imports, where GRDB's rows cost more than the lookup. Every use ends with
/// ``endDirect()``, so that the statement holds no lock.
extension Statement {
    /// Binds an integer; parameters count from 1.
    @inlinable @inline(__always)
    package func bindDirect(_ value: Int64, at index: Int32) {
        sqlite3_bind_int64(sqliteStatement, index, value)
    }

    /// Binds a text, or NULL.
    @inlinable @inline(__always)
    package func bindDirect(_ value: String?, at index: Int32) {
        guard var value else {
            sqlite3_bind_null(sqliteStatement, index)
            return
        }
        value.withUTF8 { bytes in
            let start = bytes.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
            // The bytes are copied: they may be gone when the statement runs.
            if let start {
                sqlite3_bind_text64(
                    sqliteStatement, index, start, UInt64(bytes.count), transient, UInt8(SQLITE_UTF8))
            } else {
                sqlite3_bind_text(sqliteStatement, index, "", 0, transient)
            }
        }
    }

    /// Binds a blob.
    @inlinable @inline(__always)
    package func bindDirect(_ value: [UInt8], at index: Int32) {
        if value.isEmpty {
            sqlite3_bind_zeroblob(sqliteStatement, index, 0)
        } else {
            sqlite3_bind_blob64(sqliteStatement, index, value, UInt64(value.count), transient)
        }
    }

    /// Binds a blob.
    @inlinable @inline(__always)
    package func bindDirect(_ value: ArraySlice<UInt8>, at index: Int32) {
        _ = value.withUnsafeBytes { bytes in
            if bytes.isEmpty {
                sqlite3_bind_zeroblob(sqliteStatement, index, 0)
            } else {
                sqlite3_bind_blob64(
                    sqliteStatement, index, bytes.baseAddress, UInt64(bytes.count), transient)
            }
        }
    }

    /// Binds NULL.
    @inlinable @inline(__always)
    package func bindNullDirect(at index: Int32) {
        sqlite3_bind_null(sqliteStatement, index)
    }

    /// Goes to the next row; false at the end.
    ///
    /// - Throws: `DatabaseError`; the statement is reset then.
    @inlinable @inline(__always)
    package func stepDirect() throws -> Bool {
        let code = sqlite3_step(sqliteStatement)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw failure(code)
    }

    /// Tells whether the statement returns any row, and ends the use.
    package func hasRow() throws -> Bool {
        defer { endDirect() }
        return try stepDirect()
    }

    /// Runs a statement that returns no row.
    @inlinable
    package func runDirect() throws {
        defer { endDirect() }
        while try stepDirect() {}
    }

    /// Ends a use of the statement.
    @inlinable @inline(__always)
    package func endDirect() {
        sqlite3_reset(sqliteStatement)
    }

    /// An integer of the current row; columns count from 0.
    @inlinable @inline(__always)
    package func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(sqliteStatement, column) }

    /// Whether a column of the current row is NULL.
    @inlinable @inline(__always)
    package func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(sqliteStatement, column) == SQLITE_NULL
    }

    /// A text of the current row, empty for NULL.
    @inlinable @inline(__always)
    package func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(sqliteStatement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(sqliteStatement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// A text of the current row in UTF-8, valid until the next step; empty for NULL.
    @inlinable @inline(__always)
    package func utf8(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_text(sqliteStatement, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(sqliteStatement, column)))
    }

    /// A blob of the current row, valid until the next step; empty for NULL.
    @inlinable @inline(__always)
    package func blob(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(sqliteStatement, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(sqliteStatement, column)))
    }

    @usableFromInline
    package var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    @usableFromInline
    package func failure(_ code: Int32) -> DatabaseError {
        let connection = sqlite3_db_handle(sqliteStatement)
        let message = sqlite3_errmsg(connection).map { String(cString: $0) }
        sqlite3_reset(sqliteStatement)
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}
