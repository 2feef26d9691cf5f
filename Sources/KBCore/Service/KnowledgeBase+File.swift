import KBFile

extension KnowledgeBase {
    /// Copies the knowledge base while others use it: the copy is complete, and has been read from end to end.
    ///
    /// - Parameter path: The copy, which must not exist yet; only its owner may read it.
    /// - Throws: ``BackupError``; ``StoreError`` when the knowledge base cannot be read.
    public func backUp(to path: String) throws {
        try Backup(store).write(to: path)
    }

    /// Looks at everything that can be wrong with the file; empty when all is well.
    ///
    /// Cost: everything is read, from a copy of the file in `$TMPDIR`, so that others may write meanwhile.
    ///
    /// - Throws: ``StoreError``.
    public func check() throws -> [HealthFault] {
        try Health(store).check()
    }

    /// Rebuilds all that follows from the tables: triggers, views, indexes, lists of aliases.
    ///
    /// Tables and their rows are left alone, whatever is wrong with them.
    ///
    /// - Throws: ``StoreError``; then nothing was changed.
    public func repair() throws {
        try Health(store).repair()
    }
}
