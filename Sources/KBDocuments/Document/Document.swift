/// A document that has been read without an error.
public struct Document: Hashable, Sendable {
    /// The entries in the order of the document, at least one, no code twice.
    public let entries: [Entry]

    /// What the reader noticed besides the entries.
    public let summary: DocumentSummary

    /// The format in which the document was read.
    public var format: DocumentFormat { summary.format }

    /// The number of rows left out because their code is a range, such as IANA's `105-199`.
    public var skippedRanges: Int { summary.skippedRanges }

    /// The encoding the document was converted from, or nil for UTF-8.
    public var convertedFrom: SourceEncoding? { summary.convertedFrom }
}

/// What a reader noticed about a document besides its entries.
public struct DocumentSummary: Hashable, Sendable {
    /// The format in which the document was read.
    public let format: DocumentFormat

    /// The number of entries, at least 1.
    public let entryCount: Int

    /// The number of rows left out because their code is a range, such as IANA's `105-199`.
    public let skippedRanges: Int

    /// The number of lines of plain text that are headings, remarks or rules, and no part of an entry.
    public let skippedLines: Int

    /// Tables that are not read because of their header, and may be meant as well: they have as many columns as one that
    /// is read, or codes in the first.
    public let leftOutTables: [LeftOutTable]

    /// What the columns of a table were taken for; nil for a document that is no table.
    public package(set) var columns: ColumnMapping?

    /// The encoding the document was converted from, or nil for UTF-8.
    public let convertedFrom: SourceEncoding?
}
