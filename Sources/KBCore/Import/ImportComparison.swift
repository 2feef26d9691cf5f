import GRDB
import Glibc
import KBDocuments

/// Goes through a document and a book side by side.
///
/// Rows are taken in the order of their keys, which is mostly that of the document: as long as both agree, an entry
/// costs no lookup. Memory: the keys of rows that stand elsewhere in the document, 16 bytes each.
final class ImportComparison {
    private let db: Database
    private let book: String
    private let rows: Statement
    private let lookup: Statement
    /// The row that the next entry is expected to be; nil at the end.
    private var expected: Int64?
    /// Rows ahead that entries have been found in already.
    private var taken: Set<Int64> = []
    /// Rows that no entry has been found in yet, although their place has passed.
    private var passed: Set<Int64> = []
    /// Where places in the document differ from those before.
    private(set) var moves = ImportMoves()

    init(_ db: Database, book: String) throws {
        self.db = db
        self.book = book
        // Rows that are added meanwhile are not looked at.
        let last = try ImportWriter.lastID(db)
        rows = try db.makeStatement(
            sql: "SELECT \(Code.columns) FROM codes WHERE (id <= ? OR id >= ?) AND +book = ? ORDER BY id")
        lookup = try db.makeStatement(sql: "SELECT \(Code.columns) FROM codes WHERE book = ? AND code = ?")
        rows.bindDirect(last, at: 1)
        rows.bindDirect(ImportWriter.firstForeignID, at: 2)
        rows.bindDirect(book, at: 3)
        try next()
    }

    /// What the import does with an entry; nil where the book has it as it is.
    func step(_ entry: Entry, position: Int) throws -> ImportPlan.Step? {
        while let id = expected, taken.remove(id) != nil { try next() }
        if expected != nil, rows.isEqual(.code, to: entry.code) {
            defer { lookup.endDirect() }
            let step = compare(rows, entry, position)
            try next()
            return step
        }
        guard expected != nil || !passed.isEmpty else { return .added(entry, position: position) }
        lookup.bindDirect(book, at: 1)
        lookup.bindDirect(entry.code, at: 2)
        defer { lookup.endDirect() }
        guard try lookup.stepDirect() else { return .added(entry, position: position) }
        let id = lookup.integer(.id)
        let step = compare(lookup, entry, position)
        if passed.remove(id) != nil { return step }
        // The rows up to here are passed, if they are few; else this one was moved to the front.
        var steps = 0
        while let row = expected, row < id, steps < 64 {
            if taken.remove(row) == nil { passed.insert(row) }
            try next()
            steps += 1
        }
        if expected == id { try next() } else { taken.insert(id) }
        return step
    }

    /// Hands over the active rows that no entry was found in, at the end of the document.
    func forEachLeft(_ body: (Code) throws -> Void) throws {
        var left: [Int64] = Array(passed)
        while let id = expected {
            if taken.remove(id) == nil { left.append(id) }
            try next()
        }
        rows.endDirect()
        for id in left.sorted() {
            if let code = try Codes.find(db, id: id), code.state == .active { try body(code) }
        }
    }

    /// Gives the statements up when an import ends early.
    func end() {
        rows.endDirect()
    }

    private func next() throws {
        expected = try rows.stepDirect() ? rows.integer(.id) : nil
    }

    private func compare(_ row: Statement, _ entry: Entry, _ position: Int) -> ImportPlan.Step? {
        let isSame =
            row.isEqual(.description, to: entry.description) && row.isEqual(.name, to: entry.name)
            && (entry.qualifier.map { row.isEqual(.qualifier, to: $0) } ?? row.isNull(.qualifier))
            && row.isEqual(.state, to: Code.State.active.rawValue)
            && (EntryField.json(of: entry.fields).map { row.isEqual(.fields, to: $0) } ?? row.isNull(.fields))
        moves.add(position, before: Int(row.integer(.position)))
        guard isSame else { return .changed(before: Code(direct: row), after: entry, position: position) }
        return row.integer(.position) == position ? nil : .moved(id: row.integer(.id), position: position)
    }
}

/// The row of ``Code/columns`` that a statement stands on.
extension Statement {
    fileprivate func integer(_ column: Code.Column) -> Int64 { integer(Int32(column.rawValue)) }

    fileprivate func isNull(_ column: Code.Column) -> Bool { isNull(Int32(column.rawValue)) }

    /// Tells whether a column is a text, byte for byte.
    fileprivate func isEqual(_ column: Code.Column, to text: String) -> Bool {
        var text = text
        let found = utf8(Int32(column.rawValue))
        return text.withUTF8 { wanted in
            guard found.count == wanted.count else { return false }
            guard let left = found.baseAddress, let right = wanted.baseAddress else { return true }
            return memcmp(left, right, found.count) == 0
        }
    }
}
