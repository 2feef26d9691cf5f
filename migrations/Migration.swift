/// A step from one file format to the next.
package struct Migration: Sendable {
    /// The format that the step leads to, `user_version`.
    package var version: Int
    /// What makes it of a file of the format before.
    ///
    /// It is decoded where it is asked for, which few processes do.
    package var sql: String { script() }
    private let script: @Sendable () -> String
    /// The oldest format of a file that a reader of this one can do without an upgrade.
    ///
    /// A step that changes only what happens at a write keeps that of the step before. One that adds a table or a
    /// column which reading needs is its own reader's minimum: older files are upgraded before they are read.
    package var minimumReader: Int
    /// The names that the step gives to columns of tables, and to tables and views without columns: what another tool
    /// has called so is renamed before.
    ///
    /// It is made where it is asked for, as the script is.
    package var adds: [String: [String]] { names() }
    private let names: @Sendable () -> [String: [String]]

    package init(
        version: Int, sql: @autoclosure @escaping @Sendable () -> String, minimumReader: Int,
        adds: @autoclosure @escaping @Sendable () -> [String: [String]] = [:]
    ) {
        self.version = version
        script = sql
        self.minimumReader = minimumReader
        names = adds
    }
}
