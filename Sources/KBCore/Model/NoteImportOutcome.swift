/// What importing revisions of notes did.
public struct NoteImportOutcome: Hashable, Sendable {
    /// The number of revisions that were new.
    public var added = 0
    /// The number of revisions that were known already.
    public var known = 0
    /// The notes among them that have several heads now, by UUID; some may have been in conflict before.
    public var conflicts: [String] = []
    /// Heads that are kept aside because their code is unknown; they appear with it.
    public var parked: [NoteRevision] = []
}
