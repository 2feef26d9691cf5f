/// One thing that is wrong with a document: where, what was found, and what was expected.
///
/// KBPresentation words it; the caller puts the file's name and the line before that.
public struct Diagnostic: Error, Hashable, Sendable {
    /// The line, counted from 1; an entry's first line where the whole entry is meant.
    public let line: Int

    /// The column in Unicode scalars, counted from 1, where one place in the line is meant.
    public let column: Int?

    /// What is wrong.
    public let kind: Kind

    /// Makes a diagnostic for a place in a document.
    public init(line: Int, column: Int? = nil, kind: Kind) {
        self.line = line
        self.column = column
        self.kind = kind
    }
}

extension Diagnostic {
    /// A mapping with which the table may be read.
    var suggestedColumns: ColumnMapping? {
        switch kind {
        case .missingColumn(_, _, let suggestion), .missingCode(_, let suggestion): suggestion
        default: nil
        }
    }

    /// What can be wrong with a document, as facts.
    public enum Kind: Hashable, Sendable {
        /// The document has no entry at all.
        case empty

        /// The bytes from an offset in the document are not UTF-8, and no other encoding explains them.
        case invalidUTF8(byteOffset: Int, byte: UInt8)

        /// The bytes from an offset in the document break the encoding that its byte-order mark announces.
        case undecodable(SourceEncoding, byteOffset: Int)

        /// The byte-order mark announces an encoding that is not read, such as UTF-32.
        case unsupportedEncoding(String)

        /// A NUL, as a byte of the document or escaped in JSON; the offset counts bytes of UTF-8.
        case nul(byteOffset: Int?)

        /// An entry does not begin with a code; which column of its table may be meant.
        case missingCode(found: String, suggestion: ColumnMapping? = nil)

        /// An entry's code is not one that can be stored.
        case invalidCode(String, CodeFault)

        /// An entry has more bytes than ``Entry/longest``.
        case tooLong(bytes: Int)

        /// An entry has a code and no name.
        case missingName(code: String)

        /// A code was given before, on the line `firstLine`.
        case duplicateCode(code: String, firstLine: Int)

        /// A line of an entry in plain text begins like another entry.
        case codeInEntry(code: String, of: String)

        /// The document is plainly no list of codes.
        case foreign(ForeignDocument)

        /// A table's header has no column for a part of an entry that must be there; how it may be meant.
        case missingColumn(ColumnRole, header: [String], suggestion: ColumnMapping? = nil)

        /// The column mapping names a column that the header does not have.
        case unknownColumn(String, header: [String])

        /// A column or a JSON key that is needed stands in its header or object twice.
        case duplicateColumn(String)

        /// A row has another number of fields than the header.
        case raggedRow(fields: Int, expected: Int)

        /// A quoted field of a table is never closed.
        case unclosedQuote

        /// A quotation mark stands inside a field that is not quoted, or text follows a closing one.
        case misplacedQuote

        /// A table has more columns than are read.
        case tooManyColumns(Int, most: Int)

        /// HTML has more elements that nothing closes, or more attributes, than are read.
        case tooNested

        /// The document has no Markdown table with a code column.
        case missingTable

        /// The document is not JSON: what had to come next, and the character found, or nil at the end.
        case invalidJSON(expected: JSONExpectation, found: String?)

        /// The document is not YAML: what libyaml says.
        case invalidYAML(String)

        /// A key of YAML is not a text.
        case yamlKey

        /// An alias of YAML names nothing that stands before it.
        case yamlAlias(String)

        /// What `<<` of YAML merges is not a mapping that stands before it.
        case yamlMerge

        /// The aliases of a YAML document stand for much more than is written in it.
        case yamlTooLarge

        /// The description of an API has neither answers nor codes of errors.
        case noResponses

        /// A program has no constants of the forms that are read.
        case noConstants

        /// A JSON value is of a type that cannot be an entry or the part of an entry named by `key`.
        case wrongJSONType(key: String?, found: JSONType)

        /// An entry cannot be written in a format so that it reads back the same.
        case unrepresentable(code: String, format: DocumentFormat, WritingFault)
    }
}

extension Diagnostic? {
    /// The diagnostic, or another where there is none, or where only the other says how the table may be read.
    func orHelpful(_ other: Diagnostic?) -> Diagnostic? {
        self == nil || self?.suggestedColumns == nil && other?.suggestedColumns != nil ? other : self
    }
}
