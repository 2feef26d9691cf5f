import GRDB

/// One entry of a book, as the table `codes` holds it.
public struct Code: Hashable, Sendable, Identifiable {
    /// Whether the newest edition of the document has the code.
    public enum State: String, Hashable, Sendable, DatabaseValueConvertible {
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

    /// The name with its qualifier: `Multi-Status (WebDAV)`.
    public var title: String { qualifier.map { "\(name) (\($0))" } ?? name }
}

extension Code: FetchableRecord {
    static let columns = "id, book, code, name, qualifier, description, position, state, aliases"

    /// ``columns`` of a table that goes by another name in a query.
    static func columns(of table: String) -> String {
        columns.split(separator: ", ").map { "\(table).\($0)" }.joined(separator: ", ")
    }

    /// Reads a row of `columns`.
    public init(row: Row) {
        id = row.integer(0)
        reference = CodeReference(book: row.text(1), code: row.text(2))
        name = row.text(3)
        qualifier = row.optionalText(4)
        description = row.text(5)
        position = Int(row.integer(6))
        state = row.text(7) == State.retired.rawValue ? .retired : .active
        let names = row.text(8)
        aliases = names.isEmpty ? [] : Self.lines(names)
    }

    /// By scalars: a CR at the end of one would be one character with the LF after it.
    private static func lines(_ text: String) -> [String] {
        text.unicodeScalars.split(separator: "\n").map { String($0) }
    }

    /// Reads the current row of ``columns``.
    init(direct statement: Statement) {
        id = statement.integer(0)
        reference = CodeReference(book: statement.text(1), code: statement.text(2))
        name = statement.text(3)
        qualifier = statement.isNull(4) ? nil : statement.text(4)
        description = statement.text(5)
        position = Int(statement.integer(6))
        state = statement.text(7) == State.retired.rawValue ? .retired : .active
        let names = statement.text(8)
        aliases = names.isEmpty ? [] : Self.lines(names)
    }
}
