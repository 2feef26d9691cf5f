import GRDB
import KBIndex

/// The index of all kinds of documents that the file has.
extension IndexMaintenance {
    /// Indexes what was changed since it was indexed.
    static func update(_ db: Database) throws { try update(db, CodeSource()) }

    /// Rebuilds the index.
    static func rebuild(_ db: Database) throws { try rebuild(db, CodeSource()) }
}
