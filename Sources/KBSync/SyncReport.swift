import KBCore

/// What synchronising with one remote did.
package struct SyncReport: Sendable {
    /// The remote.
    package var remote: String
    /// The number of entries that were to come, and to go.
    package var toPull = 0
    package var toPush = 0
    /// The number of entries that came and were new here.
    package var pulled = 0
    /// The number of entries that went.
    package var pushed = 0
    /// What came.
    package var notes = NoteImportOutcome()
    /// The number of revisions whose text was taken away here.
    package var redactions = 0
    /// The editions of books that came, now or before, and that this file did not have.
    package var editions: [EditionOutcome] = []
    /// Logs that are not read any further, each with the reason.
    package var faults: [String: LogFault] = [:]
    /// Whether this file has taken a new log, as a copy of another file or one that was restored.
    package var hasNewLog = false

    package init(remote: String) {
        self.remote = remote
    }

    /// What became of an edition.
    package enum EditionOutcome: Sendable {
        /// It was imported.
        case applied(Editions.Pending, ImportOutcome)
        /// Nobody has said that it may be imported.
        case waiting(Editions.Pending)
        /// Its document is not at the remote.
        case missing(Editions.Pending)
        /// The guards of import stopped it.
        case refused(Editions.Pending, ImportError)
    }

    /// Whether anything went either way, or went wrong.
    package var isWorthTelling: Bool {
        pulled > 0 || pushed > 0 || hasNewLog || !faults.isEmpty
            || editions.contains { if case .applied = $0 { true } else { false } }
    }

    mutating func add(_ outcome: LogOutcome) {
        pulled += outcome.entries
        redactions += outcome.redactions
        notes.add(outcome.notes)
        faults.merge(outcome.faults) { _, new in new }
    }
}
