import KBText

/// What importing revisions of notes did.
public struct NoteImportOutcome: Hashable, Sendable {
    /// The number of revisions that were new.
    public var added = 0
    /// The number of revisions that were known already.
    public var known = 0
    /// The notes among them that have several heads now, by UUID; some may have been in conflict before.
    public var conflicts: [String] = []
    /// The notes among them that were changed on both sides and merged, field by field, by UUID.
    public var merged: [String] = []
    /// The notes among them that were changed in one place and removed in another, by UUID: they are kept.
    public var kept: [String] = []
    /// The aliases and synonyms that were added in one place and removed in another: they are kept.
    public var keptWords: [String] = []
    /// What is wrong with lines that were left out, the first hundred of them.
    public var faults: [NoteLineFault] = []
    /// The number of lines that were left out.
    public var faultCount = 0
    /// The notes that the new revisions are of, by code.
    public var codes: [CodeReference: Set<String>] = [:]
    /// Heads that are kept aside because their code is unknown; they appear with it.
    public var parked: [NoteRevision] = []

    package init() {}

    /// Adds what another import of the same file did after this one.
    package mutating func add(_ later: NoteImportOutcome) {
        added += later.added
        known += later.known
        conflicts = (conflicts + later.conflicts).unique()
        merged = (merged + later.merged).unique()
        kept = (kept + later.kept).unique()
        keptWords = (keptWords + later.keptWords).unique()
        faults += later.faults
        faultCount += later.faultCount
        codes.merge(later.codes) { $0.union($1) }
        parked = (parked + later.parked).unique()
    }
}
