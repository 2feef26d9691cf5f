/// How documents of one format are recognised, read and written.
protocol Format: Sendable {
    /// The endings of file names, in lower case.
    var fileExtensions: [String] { get }

    /// Whether entries whose code is a range such as `105-199` are left out.
    var skipsRanges: Bool { get }

    /// Whether documents can be written, too.
    var isWritten: Bool { get }

    /// Whether a file's name is not enough to read it as one of this format.
    var isAskedFor: Bool { get }

    /// Tells whether a document that begins so is surely one of this format.
    func isFormat(of beginning: DocumentBeginning) -> Bool

    /// Reads a document into a register.
    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void)

    /// What stands around entries.
    var frame: DocumentFrame { get }

    /// Writes an entry whose parts are those of a reader.
    ///
    /// - Throws: ``UnwritableEntry`` where it would read back as something else.
    func written(_ entry: Entry) throws(UnwritableEntry) -> String

    /// Where the format has room for the fields, other names and translations of entries.
    var fields: FieldPlace { get }

    /// What stands around entries that need these columns.
    func frame(_ columns: EntryColumns) -> DocumentFrame

    /// Writes an entry among others that need these columns.
    func written(_ entry: Entry, _ columns: EntryColumns) throws(UnwritableEntry) -> String
}

extension Format {
    var skipsRanges: Bool { true }
    var fields: FieldPlace { .entry }
    func frame(_ columns: EntryColumns) -> DocumentFrame { frame }
    func written(_ entry: Entry, _ columns: EntryColumns) throws(UnwritableEntry) -> String {
        try written(entry)
    }
    var isWritten: Bool { true }
    var isAskedFor: Bool { false }
}

/// Where a format has room for the fields, other names and translations of entries.
enum FieldPlace {
    /// Nowhere.
    case nowhere
    /// In each entry, with their names.
    case entry
    /// In a column each, so that their names are needed before the first entry.
    case columns
}

/// The text of a document that is read.
struct DocumentText {
    let bytes: UnsafeRawBufferPointer
    /// Where the text begins, after a byte-order mark.
    let start: Int
    /// Whether it is valid UTF-8 without NUL; only plain text is read where it is not.
    let isValid: Bool
    let mapping: ColumnMapping?
}

/// What stands around the entries of a document.
struct DocumentFrame {
    var opening = ""
    var separator = "\n"
    var closing = "\n"
    /// The document without entries.
    var empty = ""
}

/// An entry that cannot be written in the format asked for.
struct UnwritableEntry: Error {
    let fault: WritingFault

    init(_ fault: WritingFault) {
        self.fault = fault
    }
}
