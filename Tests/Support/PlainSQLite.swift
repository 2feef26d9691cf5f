import GRDBSQLite

/// A connection as any other tool opens one: with nothing of kb's.
package final class PlainSQLite {
    /// What SQLite said.
    package struct Failure: Error {
        package var code: Int32
        package var message: String

        /// Whether a constraint or a trigger refused the statement.
        package var isRefusal: Bool { code & 0xFF == SQLITE_CONSTRAINT }
    }

    private var handle: OpaquePointer?
    /// Statements with arguments, which come again and again: one that triggers follow takes 10 ms to compile.
    private var statements: [String: OpaquePointer] = [:]

    package init(_ path: String = ":memory:") throws {
        try check(sqlite3_open(path, &handle))
    }

    deinit {
        finalize()
        sqlite3_close_v2(handle)
    }

    /// Closes the connection before the object goes.
    package func close() throws {
        finalize()
        let closing = handle
        handle = nil
        try check(sqlite3_close(closing))
    }

    /// Runs statements without arguments.
    package func script(_ sql: String) throws {
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// Runs one statement and returns its rows, each value as text.
    @discardableResult
    package func run(_ sql: String, _ values: String?...) throws -> [[String?]] { try run(sql, values) }

    /// Runs one statement and returns its rows, each value as text.
    @discardableResult
    package func run(_ sql: String, _ values: [String?]) throws -> [[String?]] {
        var statement = statements[sql]
        if statement == nil { try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil)) }
        if !values.isEmpty, statements.count < 64 { statements[sql] = statement }
        let isKept = statements[sql] != nil
        defer {
            if isKept {
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            } else {
                sqlite3_finalize(statement)
            }
        }
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in values.enumerated() {
            guard let value else { continue }
            try check(
                sqlite3_bind_text(statement, Int32(index + 1), value, Int32(value.utf8.count), transient))
        }
        var rows: [[String?]] = []
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return rows }
            if code != SQLITE_ROW { try check(code) }
            rows.append(
                (0..<sqlite3_column_count(statement)).map { column in
                    sqlite3_column_text(statement, column).map { String(cString: $0) }
                })
        }
    }

    /// The first value of the first row.
    package func value(_ sql: String, _ values: String?...) throws -> String? {
        try run(sql, values).first?.first ?? nil
    }

    /// Compares the indexes with the tables; only with rank 1 does FTS5 look at the content (§6.5).
    package func checkIndexes() throws {
        for index in ["codes_fts", "notes_fts"] {
            try script("INSERT INTO \(index) (\(index), rank) VALUES ('integrity-check', 1)")
        }
    }

    private func finalize() {
        for statement in statements.values { sqlite3_finalize(statement) }
        statements = [:]
    }

    private func check(_ code: Int32) throws {
        guard code != SQLITE_OK else { return }
        throw Failure(code: code, message: String(cString: sqlite3_errmsg(handle)))
    }
}
