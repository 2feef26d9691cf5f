import GRDB

extension Database {
    /// The number of rows of a table, or of what else may stand behind FROM.
    package func count(_ rows: String, _ arguments: StatementArguments = StatementArguments()) throws -> Int {
        try Int.fetchOne(self, sql: "SELECT count(*) FROM \(rows)", arguments: arguments) ?? 0
    }
}
