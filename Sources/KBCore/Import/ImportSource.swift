import KBDocuments

/// A document as an import reads it.
package struct ImportSource {
    /// What the file remembers the document by.
    package var name: String
    /// How its columns were to be read, where somebody said so.
    package var columns: ColumnMapping?
    /// Calls its argument for every entry, in order; throws `DocumentError` at the end for a document with errors.
    package var entries: ((Entry) throws -> Void) throws -> DocumentSummary
    /// The SHA-256 of the document, in hexadecimal.
    package var sha256: String

    /// A document that is read while it is imported.
    package init(
        name: String, columns: ColumnMapping? = nil, sha256: String,
        entries: @escaping ((Entry) throws -> Void) throws -> DocumentSummary
    ) {
        self.name = name
        self.columns = columns
        self.sha256 = sha256
        self.entries = entries
    }

    /// A document in memory.
    package init(_ document: Document, name: String, sha256: String) {
        self.name = name
        self.sha256 = sha256
        entries = { body in
            try document.entries.forEach(body)
            return document.summary
        }
    }
}
