import GRDB
import KBDocuments
import KBFile

/// One entry of a book, as the table `codes` holds it.
public struct Code: Hashable, Sendable, Identifiable {
    /// Whether the newest edition of the document has the code.
    public enum State: String, Hashable, Sendable {
        case active, retired
    }

    /// The row's key, which means nothing outside the file.
    public var id: Int64
    /// The book and the code.
    public var reference: CodeReference
    /// The name without its qualifier: `Multi-Status`.
    public var name: String
    /// The bracketed part of the name: `WebDAV`.
    public var qualifier: String?
    /// The description exactly as the document writes it.
    public var description: String
    /// The place in the document, from 1; 0 where it is not known.
    public var position: Int
    /// Whether the newest edition of the document has the code.
    public var state: State
    /// Other names that people use, in the order in which they were added.
    public var aliases: [String]
    /// What else the document says about the code, in its order.
    public var fields: [EntryField] = []

    /// What the code is called and means in further languages; a search and ``KnowledgeBase`` read it, lists do not.
    public var translations: [Translation] = []

    /// The name with its qualifier: `Multi-Status (WebDAV)`.
    public var title: String { qualifier.map { "\(name) (\($0))" } ?? name }
}

extension Code: RowRecord {
    /// The columns that a code is read from, by their place in ``columns``.
    enum Column: Int, CaseIterable {
        case id, book, code, name, qualifier, description, position, state, aliases, fields
    }

    /// The names of all ``Column``s, which a test holds to it: taken from the cases by reflection they would be a
    /// quarter of a query's instructions.
    static let columns = "id, book, code, name, qualifier, description, position, state, aliases, fields"

    /// ``columns`` of a file of a format before 4.
    static let columnsBeforeFields = columns.replacing("fields", with: "NULL")

    /// ``columns`` of a table that goes by another name in a query.
    static func columns(of table: String) -> String {
        columns.split(separator: ", ").map { "\(table).\($0)" }.joined(separator: ", ")
    }

    /// Reads a row of ``columns``.
    init(row: Row) {
        self.init(values: row)
    }

    /// Reads the current row of ``columns``.
    init(direct statement: Statement) {
        self.init(values: CurrentRow(statement))
    }

    /// Reads the ``columns`` of a row that come after others.
    init(row: Row, from first: Int) {
        self.init(values: RowPart(row, from: first))
    }

    private init(values: some ColumnValues) {
        func text(_ column: Column) -> String { values.text(column.rawValue) }
        id = values.integer(Column.id.rawValue)
        reference = CodeReference(book: text(.book), code: text(.code))
        name = text(.name)
        qualifier = values.optionalText(Column.qualifier.rawValue)
        description = text(.description)
        position = Int(values.integer(Column.position.rawValue))
        state = text(.state) == State.retired.rawValue ? .retired : .active
        let names = text(.aliases)
        aliases = names.isEmpty ? [] : Self.lines(names)
        fields = values.optionalText(Column.fields.rawValue).map(EntryField.list(json:)) ?? []
    }

    /// By bytes: a CR at the end of one would be one character with the LF after it, and scalars take four times as long.
    private static func lines(_ text: String) -> [String] {
        var text = text
        return text.withUTF8 { bytes in
            var lines: [String] = []
            var start = 0
            for end in 0...bytes.count where end == bytes.count || bytes[end] == 0x0A {
                if end > start {
                    let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
                    lines.append(String(decoding: line, as: UTF8.self))
                }
                start = end + 1
            }
            return lines
        }
    }
}
