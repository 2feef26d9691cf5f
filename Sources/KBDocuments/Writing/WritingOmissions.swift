/// What entries have and a format cannot hold.
public struct WritingOmissions: Hashable, Sendable {
    /// The number of other names.
    public private(set) var aliases = 0

    /// The number of texts in further languages.
    public private(set) var translations = 0

    /// Counts what is left out of an entry.
    mutating func add(_ entry: Entry, _ place: FieldPlace) {
        switch place {
        case .nowhere:
            aliases += entry.aliases.count
            translations += entry.translations.count
        case .columns: translations += entry.translations.count { !LanguageTag.isReadBack($0.language) }
        case .entry: return
        }
    }
}
