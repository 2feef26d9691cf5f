/// One entry of a document: a code and what the document says about it.
///
/// Every reader gives the same normal form. The code has no white space and no Han characters and is at
/// most 64 Unicode scalars long. The name and the qualifier are trimmed, and a run of white space in them is
/// one space. The description is as written between its first and last visible character, with line ends
/// as `\n`. None of them holds a NUL. Before ``EntryRegister`` has checked an entry, its code may be anything.
public struct Entry: Hashable, Sendable {
    /// The most bytes that an entry may have in its document: 10 MB.
    public static let longest = 10_000_000

    /// The code as text, such as `404`, `ENOENT`, `42P01` or `5.1.1`.
    public let code: String

    /// The name, never empty, such as `Not Found`.
    public let name: String

    /// What the name is limited to, such as `WebDAV`, or nil; never empty.
    public let qualifier: String?

    /// The description, empty when the document gives none.
    public let description: String

    /// What else the document says about the code, in its order; no name twice.
    public internal(set) var fields: [EntryField]

    /// Other names that the document gives.
    public internal(set) var aliases: [EntryAlias]

    /// What the document says in further languages, each at most once.
    public internal(set) var translations: [EntryTranslation]

    /// The book that the document names for the entry, in a column or member `book`, which is one of ``fields`` as well.
    public package(set) var book: String?

    /// The line on which the entry starts, counted from 1.
    public let line: Int

    /// Makes an entry from its parts, which are taken as they are.
    public init(
        code: String, name: String, qualifier: String? = nil, description: String,
        fields: [EntryField] = [], aliases: [EntryAlias] = [], translations: [EntryTranslation] = [],
        line: Int
    ) {
        self.code = code
        self.name = name
        self.qualifier = qualifier
        self.description = description
        self.fields = fields
        self.aliases = aliases
        self.translations = translations
        self.line = line
    }

    /// The entry with the description in the place of a name that is missing.
    var namedByDescription: Entry {
        var entry = Entry(
            code: code, name: description.collapsingWhiteSpace, qualifier: qualifier, description: "",
            fields: fields, aliases: aliases, translations: translations.map(\.namedByDescription), line: line
        )
        entry.book = book
        return entry
    }
}
