import KBIndex
import KBText

/// The texts of an entry, folded once, in which the forms of a query are looked for.
struct EntryText {
    /// Where a form stands.
    struct Place {
        var field: Field
        /// The words that stand there.
        var terms: [String]
        /// The alias they stand in.
        var alias: String?
    }

    private let title: FoldedText
    private let description: FoldedText
    private let aliases: [FoldedText]
    private let note: FoldedText?
    /// All but the note: one look for a word instead of one in each text.
    private lazy var whole = FoldedText(
        ([title, description] + aliases).map(\.original).joined(separator: "\n"))

    init(_ code: Code, note: String? = nil) {
        title = FoldedText(code.title)
        description = FoldedText(code.description)
        aliases = code.aliases.sorted { $0.utf8.count < $1.utf8.count }.map(FoldedText.init)
        self.note = note.map(FoldedText.init)
    }

    /// Finds a form at a level; nil when it does not stand there.
    mutating func place(of form: WordForm, at level: EntrySearch.Level) -> Place? {
        switch level {
        case .exact, .prefix, .inside:
            let whole = level != .prefix
            if title.holds(form.text, wholeWords: whole) { return Place(field: .name, terms: [form.text]) }
            if let alias = aliases.first(where: { $0.holds(form.text, wholeWords: whole) }) {
                return Place(field: .alias, terms: [form.text], alias: alias.original)
            }
            return level == .inside ? place(of: form, at: .description) : nil
        case .description:
            return description.holds(form.text) ? Place(field: .description, terms: [form.text]) : nil
        case .allWords:
            let words = form.words
            guard words.count > 1 else { return nil }
            let whole = whole
            guard words.allSatisfy({ whole.holds($0) }) else { return nil }
            let alias = aliases.first { alias in words.contains { alias.holds($0) } }
            let isDescribed = words.contains { description.holds($0) }
            return Place(
                field: isDescribed ? .description : alias == nil ? .name : .alias, terms: words,
                alias: alias?.original)
        case .note:
            guard let note else { return nil }
            if note.holds(form.text) { return Place(field: .note, terms: [form.text]) }
            let words = form.words
            return words.count > 1 && words.allSatisfy { note.holds($0) }
                ? Place(field: .note, terms: words) : nil
        }
    }
}

extension FoldedText {
    /// Tells whether a text occurs, as a whole word unless said otherwise.
    func holds(_ needle: String, wholeWords: Bool = true) -> Bool {
        !ranges(of: needle, wholeWords: wholeWords).isEmpty
    }
}
