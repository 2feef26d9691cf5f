/// Why a backup was not restored.
package enum RestoreError: Error, Hashable, Sendable {
    /// The backup is the knowledge base itself.
    case same(path: String)
    /// The backup is damaged, for these reasons that SQLite gives.
    case damaged(path: String, reasons: [String])
    /// A journal is where the restored file would take it for its own.
    case journal(path: String)
}
