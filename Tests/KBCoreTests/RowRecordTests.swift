import Testing

@testable import KBCore

@Suite("records as rows")
struct RowRecordTests {
    /// The names that columns of a record's cases have in the file: `created_at` for `createdAt`.
    private func names<Column: CaseIterable>(of _: Column.Type) -> [String] {
        Column.allCases.map { column in
            "\(column)".reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : "\($1)" }
        }
    }

    /// The names in a list of columns, without the table's and without quotes.
    private func names(in columns: String) -> [String] {
        columns.split(separator: ", ").map { column in
            String(column.split(separator: ".").last ?? "").filter { $0 != "\"" }
        }
    }

    @Test("the columns that records are read from have the names of the table's, in their order")
    func columns() {
        #expect(names(in: Code.columns) == names(of: Code.Column.self))
        #expect(Code.columns(of: "c").hasPrefix("c.id, c.book, "))
        #expect(names(in: Note.columns) == names(of: Note.Column.self))
        #expect(names(in: NoteRevision.columns) == names(of: NoteRevision.Column.self))
        #expect(names(in: Alias.columns) == names(of: Alias.Column.self))
        #expect(names(in: ImportRecord.columns) == names(of: ImportRecord.Column.self))
    }

    @Test("the columns of a quote stand together in those of notes and of revisions")
    func quote() {
        let quote = names(of: TextQuote.Column.self)
        #expect(names(in: TextQuote.columns) == quote)
        #expect(TextQuote.assignments.hasPrefix("field = ?, exact = ?, "))
        for (names, first) in [
            (names(of: Note.Column.self), Note.Column.field.rawValue),
            (names(of: NoteRevision.Column.self), NoteRevision.Column.field.rawValue),
        ] {
            #expect(Array(names[first..<first + quote.count]) == quote)
        }
    }
}
