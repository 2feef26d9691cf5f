/// Why a backup was not restored.
package enum RestoreError: Error, Hashable, Sendable {
    /// The backup is the knowledge base itself.
    case same(path: String)
    /// The backup is damaged, for these reasons that SQLite gives.
    case damaged(path: String, reasons: [String])
    /// A journal is where the restored file would take it for its own.
    case journal(path: String)
    /// The knowledge base has this many names: hard links, of which only one would lead to the restored file.
    case linked(path: String, names: Int)
}
