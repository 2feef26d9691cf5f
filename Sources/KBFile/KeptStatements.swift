import GRDB

/// Statements that stay compiled as long as their connection: what nearly every search runs.
///
/// GRDB's own cache is a dictionary, whose first use costs a process 0.44 M instructions, more than finding a code does.
/// These are a handful, looked for one by one. They are used on the queue of their connection alone.
package final class KeptStatements: @unchecked Sendable {
    private var known: [(sql: String, statement: Statement)] = []

    /// The statement of this text, compiled at the first call.
    ///
    /// - Parameters:
    ///   - sql: The text.
    ///   - db: The connection that this belongs to.
    /// - Returns: A statement that nobody else is stepping through if each use ends before the next begins.
    /// - Throws: `DatabaseError`.
    package func statement(_ sql: String, _ db: Database) throws -> Statement {
        for entry in known where entry.sql == sql { return entry.statement }
        let statement = try db.makeStatement(sql: sql)
        known.append((sql, statement))
        return statement
    }

    /// Finalizes them: the connection cannot be closed before.
    func removeAll() { known.removeAll() }
}
