/// A part of an entry that is neither code, name, qualifier nor description, such as a column `级别` of a table.
///
/// The name is trimmed, and a run of white space in it is one space. The text is as written between its first and last
/// visible character, with line ends as `\n`. Neither is empty: what a document leaves empty is no field.
public struct EntryField: Hashable, Sendable {
    /// What the document calls it.
    public let name: String

    /// What the document says.
    public let text: String

    /// Makes a field from its parts, which are taken as they are.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// What the column or member is called that names the book of each entry.
    package static let book = "book"
}

extension Entry {
    /// The fields without the one that is ``book``.
    package var fieldsBesidesBook: [EntryField] {
        guard let book else { return fields }
        guard let place = fields.firstIndex(where: { $0.name == EntryField.book && $0.text == book }) else {
            return fields
        }
        var rest = fields
        rest.remove(at: place)
        return rest
    }

    /// The entry with the name of its book.
    package func named(_ book: String) -> Entry {
        var entry = self
        entry.book = book
        return entry
    }

    /// The entry as one of a book that is known.
    package var withoutBook: Entry {
        var entry = self
        entry.fields = fieldsBesidesBook
        entry.book = nil
        return entry
    }
}
