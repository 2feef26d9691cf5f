import GRDB

/// The values of a row, by the places of its columns: what a record is read from.
package protocol ColumnValues {
    /// An integer; 0 for everything else.
    func integer(_ column: Int) -> Int64
    /// A text, or any other value as a text; empty for NULL.
    func text(_ column: Int) -> String
    /// A text, or any other value as a text; nil for NULL.
    func optionalText(_ column: Int) -> String?
}

extension Row: ColumnValues {}

/// The row that a statement stands on.
package struct CurrentRow: ColumnValues {
    @usableFromInline let statement: Statement

    @inlinable
    package init(_ statement: Statement) {
        self.statement = statement
    }

    @inlinable
    package func integer(_ column: Int) -> Int64 { statement.integer(Int32(column)) }

    @inlinable
    package func text(_ column: Int) -> String { statement.text(Int32(column)) }

    @inlinable
    package func optionalText(_ column: Int) -> String? {
        statement.isNull(Int32(column)) ? nil : statement.text(Int32(column))
    }
}

/// The columns of a row from one on.
package struct RowPart: ColumnValues {
    private let row: Row
    private let first: Int

    package init(_ row: Row, from first: Int) {
        self.row = row
        self.first = first
    }

    package func integer(_ column: Int) -> Int64 { row.integer(first + column) }

    package func text(_ column: Int) -> String { row.text(first + column) }

    package func optionalText(_ column: Int) -> String? { row.optionalText(first + column) }
}
