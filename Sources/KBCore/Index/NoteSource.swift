import GRDB
import KBFile
import KBIndex

/// The notes as documents of the index: body, quote and tags are one text.
struct NoteSource: TableSource {
    let kind = "note"
    let table = "notes"
    var columns: String { "id, book, body || coalesce(char(10) || exact, ''), tags" }

    func document(_ statement: Statement) -> IndexDocument {
        IndexDocument(
            id: statement.integer(0), book: statement.text(1), isRetired: false, titles: [],
            description: ([statement.text(2)] + NoteTags.decoded(statement.text(3))).joined(separator: "\n"))
    }
}
