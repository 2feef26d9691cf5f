import KBDocuments

/// What an import did.
public struct ImportOutcome: Sendable {
    /// What was done, in numbers.
    public var plan: ImportPlan
    /// What was noticed in the document.
    public var summary: DocumentSummary
    /// Annotations whose quote is no longer in the text.
    public var orphaned: [CodeReference] = []
    /// The copy of the file as it was, which is made before an import that retires much.
    public var copy: String?
    /// What was done to the other books of a document that has several.
    public var others: [ImportOutcome] = []
}
