import KBText

/// The columns that a table needs for what its entries have, besides those that every table has.
struct EntryColumns: Hashable {
    /// The fields, in the order in which they are met.
    private(set) var fields: [String] = []
    /// Whether the entries name their books.
    private(set) var hasBooks = false
    /// Whether an entry has other names.
    private(set) var hasAliases = false
    /// Languages of translations that a reader knows again.
    private(set) var languages: [String] = []
    private var known: Set<ExactText> = []

    /// Makes room for an entry.
    mutating func add(_ entry: Entry) {
        for field in entry.fieldsBesidesBook where known.insert(ExactText(field.name)).inserted {
            fields.append(field.name)
        }
        hasBooks = hasBooks || entry.book != nil
        hasAliases = hasAliases || !entry.aliases.isEmpty
        for text in entry.translations
        where LanguageTag.isReadBack(text.language) && !languages.contains(text.language) {
            languages.append(text.language)
        }
    }

    /// The names of all columns.
    var header: [String] {
        (hasBooks ? ["book"] : []) + ["code", "name", "qualifier", "description"]
            + (hasAliases ? ["aliases"] : [])
            + languages.flatMap { ["name_" + $0, "description_" + $0] } + fields
    }

    /// The cells of an entry's row.
    func cells(of entry: Entry) -> [String] {
        var cells = hasBooks ? [entry.book ?? ""] : []
        cells += [entry.code, entry.name, entry.qualifier ?? "", entry.description]
        if hasAliases { cells.append(EntryAlias.cell(entry.aliases)) }
        for language in languages {
            let text = entry.translations.first { $0.language == language }
            cells += [text?.name ?? "", text?.description ?? ""]
        }
        return cells + fields.map { name in entry.fields.first { $0.name == name }?.text ?? "" }
    }

    /// Whether a field of this name would be taken for a part of the entry.
    static func isTaken(_ field: String) -> Bool {
        let base = LanguageColumns.parted(field)?.base ?? field
        return ["book", "code", "name", "qualifier", "description"].contains {
            ColumnLayout.contains($0, in: [field, base])
        }
            || ColumnLayout.isForAliases(field)
    }
}
