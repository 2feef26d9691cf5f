import GRDB
import KBFile
import KBIndex
import KBText

/// The notes as documents of the index: body, quote and tags are one text.
///
/// They are picked by their tags, by who wrote them, and by whether they are orphaned.
struct NoteSource: TableSource {
    let kind = "note"
    let table = "notes"
    var columns: String { "id, book, body, exact, tags, author, anchor" }

    func document(_ statement: Statement) -> IndexDocument {
        let body = statement.text(2)
        let given = NoteTags.decoded(statement.text(4))
        let isAnnotation = !statement.isNull(3)
        var keys = NoteTags.all(given, in: body).map(Self.tag) + [Self.author(statement.text(5))]
        if isAnnotation, statement.text(6) == "orphaned" { keys.append(Self.orphaned) }
        return IndexDocument(
            id: statement.integer(0), book: statement.text(1), isRetired: false, titles: [],
            description: ([body] + (isAnnotation ? [statement.text(3)] : []) + given).joined(separator: "\n"),
            keys: keys.unique())
    }

    /// What every note has that a filter lets pass.
    static func keys(_ filter: NoteFilter) -> [IndexKey] {
        filter.tags.map(tag) + (filter.author.map { [author($0)] } ?? [])
            + (filter.kind == .orphaned ? [orphaned] : [])
    }

    static func tag(_ tag: String) -> IndexKey { IndexKey("tag", tag) }
    static func author(_ author: String) -> IndexKey { IndexKey("author", author) }
    static let orphaned = IndexKey("orphaned")
}
