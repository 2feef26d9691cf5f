import KBFile

/// A knowledge base of codes: one SQLite file, and what can be done with it.
///
/// ```swift
/// let knowledge = try KnowledgeBase("codes.db", creatingIfMissing: true)
/// try knowledge.importDocument("codes.txt")
/// for result in try knowledge.search("茶壶").results {
///     print(result.code.reference, result.code.title)
/// }
/// ```
///
/// A value may be used by any number of threads: reads run side by side, each on a connection of its own, and go on while
/// one of them writes. Calls block until they are done. Within a Swift task they end early, with
/// `StoreError.stopped`, when the task is cancelled.
///
/// Any SQLite tool may read and write the file at the same time.
public struct KnowledgeBase: Sendable {
    /// The open file.
    package let store: Store

    /// The path as it was given.
    public var path: String { store.path }

    /// Opens a file.
    ///
    /// Cost: about a millisecond. A file of format 5 or later is read as it is and upgraded at the first write; an older
    /// file is upgraded at its first use. An upgrade is one transaction, and leaves a copy of the file next to it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - creatingIfMissing: Whether a missing file is made, which only its owner may read.
    ///   - lockTimeout: How long to wait for a lock that another program holds, in seconds.
    ///   - longestRead: After so many seconds a read ends with `StoreError.stopped`; nil lets it go on.
    /// - Throws: ``StoreError``.
    public init(
        _ path: String, creatingIfMissing: Bool = false, lockTimeout: Double = 5, longestRead: Double? = nil
    ) throws {
        store = try Store(
            path: path, access: creatingIfMissing ? .creating : .existing, timeout: lockTimeout,
            longestRead: longestRead, isOver: { Task.isCancelled })
    }

    /// Does what can be done with a file on one that is open.
    package init(_ store: Store) {
        self.store = store
    }
}
