/// Which notes a list holds, and in which order.
public struct NoteFilter: Hashable, Sendable {
    /// Kinds of notes.
    public enum Kind: Hashable, Sendable {
        case all, annotations, orphaned
    }

    /// Orders of notes.
    public enum Order: Hashable, Sendable {
        /// As they came into the file.
        case oldestFirst
        /// The last one that was changed comes first.
        case newestFirst
    }

    /// Only notes on this code.
    public var reference: CodeReference?
    /// Only notes on codes of this book.
    public var book: String?
    /// Only notes that have each of these tags, in any case.
    public var tags: [String]
    /// Only notes whose present state this person made, in any case; the empty name is nobody's.
    public var author: String?
    /// Only notes that were changed then or later: UTC, as in `2026-01-31T12:00:00.000Z`.
    public var since: String?
    /// Only notes that were changed before, in the same form.
    public var until: String?
    /// Only notes that have several versions.
    public var isInConflict = false
    /// Only notes of this kind.
    public var kind: Kind
    /// What comes first.
    public var order = Order.oldestFirst

    /// Makes a filter; without arguments it lets everything pass.
    public init(reference: CodeReference? = nil, tag: String? = nil, kind: Kind = .all) {
        self.reference = reference
        tags = tag.map { [$0] } ?? []
        self.kind = kind
    }
}
