import GRDB
import KBFile
import KBIndex

/// The notes as documents of the index: body and quote are one text.
struct NoteSource: TableSource {
    let kind = "note"
    let table = "notes"
    var columns: String { "id, book, \(Self.text)" }

    /// The text of a note by which it is found.
    static let text = "body || coalesce(char(10) || exact, '')"

    func document(_ statement: Statement) -> IndexDocument {
        IndexDocument(
            id: statement.integer(0), book: statement.text(1), isRetired: false, titles: [],
            description: statement.text(2))
    }
}
