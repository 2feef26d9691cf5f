import GRDB
import KBIndex

/// The index of all kinds of documents that the file has.
extension IndexMaintenance {
    static let sources: [any IndexSource] = [CodeSource(), NoteSource()]

    /// Indexes what was changed since it was indexed.
    static func update(_ db: Database) throws {
        for source in sources { try update(db, source) }
    }

    /// Indexes what a write has changed; see ``follow(_:_:isShort:)``.
    static func follow(_ db: Database, isShort: Bool = true) throws {
        for source in sources { try follow(db, source, isShort: isShort) }
    }

    /// Rebuilds the index.
    static func rebuild(_ db: Database) throws {
        try clear(db)
        for source in sources { try rebuild(db, source) }
    }
}
