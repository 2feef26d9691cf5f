import KBDocuments

/// What becomes of an annotation when the text that it quotes changes.
public struct AnchorMove: Hashable, Sendable {
    /// The annotation as it was, with its quote.
    public var note: Note
    /// The quote in the new text; orphaned where it has no place there any more.
    public var after: TextQuote
    /// The passage of the new text that is most like a quote without a place, in a plan; nil where nothing is like it.
    public var nearest: TextQuote?
}

extension [AnchorMove] {
    /// The code of each annotation that has lost its passage.
    var orphaned: [CodeReference] { filter(\.after.isOrphaned).map(\.note.reference) }
}

extension Code {
    /// The code with the text of an entry.
    func saying(_ entry: Entry) -> Code {
        var code = self
        (code.name, code.qualifier, code.description) = (entry.name, entry.qualifier, entry.description)
        return code
    }
}
