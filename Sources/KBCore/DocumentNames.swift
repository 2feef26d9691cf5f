import KBDocuments

// The names of KBDocuments that a program needs which embeds KBCore.

/// An entry of a document: a code and what the document says about it.
public typealias Entry = KBDocuments.Entry
/// A format in which a document can be read and written.
public typealias DocumentFormat = KBDocuments.DocumentFormat
/// Which columns of a table hold what.
public typealias ColumnMapping = KBDocuments.ColumnMapping
/// What a reader noticed about a document besides its entries.
public typealias DocumentSummary = KBDocuments.DocumentSummary
/// Every error of a document, with its line.
public typealias DocumentError = KBDocuments.DocumentError
/// The lines of a word list that cannot be read.
public typealias WordListError = KBDocuments.WordListError
