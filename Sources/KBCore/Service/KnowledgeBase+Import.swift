extension KnowledgeBase {
    /// Says what an import would do, and changes nothing.
    ///
    /// - Parameters:
    ///   - job: The document.
    ///   - step: Called for each thing that the import would do, in the order of the document.
    /// - Returns: The same in numbers.
    /// - Throws: ``ImportError``, ``StoreError``; `CancellationError`.
    public func plan(
        _ job: ImportJob, step: (ImportPlan.Step) throws -> Void = { _ in }
    ) throws -> ImportPlan {
        try job.plan(in: store, step: step)
    }

    /// Imports a document and the word lists next to it, in one transaction.
    ///
    /// Codes that the document no longer has are retired, never deleted; notes stay. Importing the same document again
    /// changes nothing. Cost: about 20 µs an entry; memory stays below 300 MB whatever the size of the document.
    ///
    /// - Parameters:
    ///   - job: The document.
    ///   - progress: Told how far the import has come.
    /// - Returns: What was done.
    /// - Throws: ``ImportError``, ``StoreError``, ``BackupError``; `CancellationError`. Then nothing was imported.
    @discardableResult
    public func apply(
        _ job: ImportJob, progress: @escaping (ImportJob.Progress) -> Void = { _ in }
    ) throws -> ImportOutcome {
        try job.apply(to: store, progress: progress)
    }

    /// Imports a document: ``ImportJob/init(reading:_:)`` and ``apply(_:progress:)`` in one.
    ///
    /// - Returns: What was done.
    /// - Throws: ``SourceFileError``, ``ImportError``, ``StoreError``, ``BackupError``; then nothing was imported.
    @discardableResult
    public func importDocument(
        _ path: String, _ options: ImportJob.Options = ImportJob.Options()
    ) throws -> ImportOutcome {
        try apply(ImportJob(reading: path, options))
    }
}
