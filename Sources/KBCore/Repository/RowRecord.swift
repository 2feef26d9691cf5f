import GRDB

/// What is made of a row, without a type of GRDB among the public declarations, as `FetchableRecord` would have it.
protocol RowRecord {
    /// Reads a row of the columns that the type names.
    init(row: Row)
}

extension RowRecord {
    /// What is made of every row.
    static func fetchAll(
        _ db: Database, sql: String, arguments: StatementArguments = StatementArguments()
    ) throws -> [Self] {
        try Array(fetchCursor(db, sql: sql, arguments: arguments))
    }

    /// What is made of every row.
    static func fetchAll(_ statement: Statement, arguments: StatementArguments) throws -> [Self] {
        try Array(Row.fetchCursor(statement, arguments: arguments).map { Self(row: $0) })
    }

    /// What is made of the first row.
    static func fetchOne(_ statement: Statement, arguments: StatementArguments) throws -> Self? {
        try Row.fetchOne(statement, arguments: arguments).map { Self(row: $0) }
    }

    /// What is made of the first row.
    static func fetchOne(
        _ db: Database, sql: String, arguments: StatementArguments = StatementArguments()
    ) throws -> Self? {
        try fetchCursor(db, sql: sql, arguments: arguments).next()
    }

    /// What is made of the rows, one at a time.
    static func fetchCursor(
        _ db: Database, sql: String, arguments: StatementArguments = StatementArguments()
    ) throws -> MapCursor<RowCursor, Self> {
        try Row.fetchCursor(db, sql: sql, arguments: arguments).map { Self(row: $0) }
    }
}
