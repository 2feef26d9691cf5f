import KBIndex
import KBText

/// The texts of an entry, folded, in which the forms of a query are looked for and marked.
struct EntryText {
    /// Where a form stands.
    struct Place {
        var field: SearchResult.Field
        /// What stands there.
        var needles: [FoldedNeedle]
        /// The alias they stand in.
        var alias: String?
    }

    private let title: FoldedText
    /// The code and the words inside it; nil when there are none.
    private let code: (text: FoldedText, words: FoldedText)?
    /// The description and the fields.
    private let description: FoldedText
    private let entry: Code
    /// Whether texts are folded in simplified characters.
    private let isSimplified: Bool
    /// The body and the quote of a note, and its tags, in which nothing is marked.
    private let note: [(field: SearchResult.Field?, folded: FoldedText)]
    /// All but aliases and the note: one look for a word instead of one in each text.
    private lazy var words = FoldedText(
        ([title, description] + (code.map { [$0.words] } ?? [])).map(\.original).joined(separator: "\n"))

    /// - Parameters:
    ///   - code: The entry.
    ///   - note: The note on it that may have answered.
    ///   - simplifying: Whether words in simplified characters are looked for in whatever characters the texts have.
    init(_ code: Code, note: Note? = nil, simplifying: Bool = false) {
        func folded(_ text: String) -> FoldedText { Self.folded(text, isSimplified: simplifying) }
        entry = code
        isSimplified = simplifying
        title = folded(code.title)
        self.code = CodeWords.title(of: code.reference.code).map {
            (FoldedText(code.reference.code), FoldedText($0))
        }
        description = folded(code.text)
        self.note =
            note.map { note in
                [(.note, folded(note.body))] + (note.anchor.map { [(.quote, folded($0.exact))] } ?? [])
                    + (note.tags.isEmpty ? [] : [(nil, folded(note.tags.joined(separator: "\n")))])
            } ?? []
    }

    private static func folded(_ text: String, isSimplified: Bool) -> FoldedText {
        guard isSimplified, Han.occurs(in: text) else { return FoldedText(text) }
        let simplified = ChineseVariants.simplified(text)
        // Else the places would not be those of the text.
        let isEven = simplified.unicodeScalars.count == text.unicodeScalars.count
        return FoldedText(isEven ? simplified : text)
    }

    /// The shortest alias of which something is true.
    ///
    /// There are many, so each is folded only when it is looked at.
    private func alias(where isMeant: (FoldedText) -> Bool) -> String? {
        entry.aliases.sorted { $0.utf8.count < $1.utf8.count }.first {
            isMeant(Self.folded($0, isSimplified: isSimplified))
        }
    }

    /// An alias of the entry, folded.
    private func folded(alias: String?) -> FoldedText? {
        alias.flatMap { alias in
            entry.aliases.contains(alias) ? Self.folded(alias, isSimplified: isSimplified) : nil
        }
    }

    /// Finds a form at a level; nil when it does not stand there.
    mutating func place(of form: FormNeedles, at level: MatchLevel) -> Place? {
        switch level {
        case .exact, .prefix, .inside:
            let whole = level != .prefix
            if title.holds(form.whole, wholeWords: whole) {
                return Place(field: .name, needles: [form.whole])
            }
            if let alias = self.alias(where: { $0.holds(form.whole, wholeWords: whole) }) {
                return Place(field: .alias, needles: [form.whole], alias: alias)
            }
            if let code, code.words.holds(form.whole, wholeWords: whole) {
                return Place(field: .code, needles: [form.whole])
            }
            return level == .inside ? place(of: form, at: .description) : nil
        case .description:
            return description.holds(form.whole) ? Place(field: .description, needles: [form.whole]) : nil
        case .allWords:
            let words = form.words
            guard words.count > 1 else { return nil }
            // Words of different aliases have nothing to do with each other.
            let entry = self.words
            let besides = words.filter { !entry.holds($0) }
            let alias = self.alias { alias in
                besides.isEmpty
                    ? words.contains { alias.holds($0) } : besides.allSatisfy { alias.holds($0) }
            }
            guard besides.isEmpty || alias != nil else { return nil }
            let isNamed = words.contains { title.holds($0) }
            let isDescribed = words.contains { description.holds($0) }
            return Place(
                field: isDescribed ? .description : alias != nil ? .alias : isNamed ? .name : .code,
                needles: words,
                alias: alias)
        case .note:
            if note.contains(where: { $0.folded.holds(form.whole) }) {
                return Place(field: .note, needles: [form.whole])
            }
            let words = form.words
            let isWhole = words.allSatisfy { word in note.contains { $0.folded.holds(word) } }
            return words.count > 1 && isWhole ? Place(field: .note, needles: words) : nil
        }
    }

    /// Tells whether a word stands in a text that is marked, as a whole word: the name, the description, one alias, or
    /// the note.
    func holds(_ term: String, alias: String?) -> Bool {
        title.holds(term) || description.holds(term) || code?.words.holds(term) == true
            || folded(alias: alias)?.holds(term) == true || note.contains { $0.folded.holds(term) }
    }

    /// Where needles stand in the name, the description, one alias, and the note: in order, without overlaps.
    ///
    /// Cost: linear in the texts for each needle, and in the number of marks.
    func marks(of needles: [FoldedNeedle], alias: String?) -> [TextMark] {
        var marks: [TextMark] = []
        func mark(_ text: FoldedText, as field: SearchResult.Field) {
            for range in Self.ranges(of: needles, in: text) {
                marks.append(TextMark(field: field, range: range))
            }
        }
        mark(title, as: .name)
        marks += entry.marks(inText: Self.ranges(of: needles, in: description))
        if let code, needles.contains(where: { code.words.holds($0) }) {
            if needles.contains(where: { code.text.holds($0) }) {
                mark(code.text, as: .code)
            } else {
                // At humps nothing parts the words of a code: all of it is marked.
                marks.append(TextMark(field: .code, range: 0..<code.text.original.unicodeScalars.count))
            }
        }
        if let alias = folded(alias: alias) { mark(alias, as: .alias) }
        for (field, folded) in note {
            if let field { mark(folded, as: field) }
        }
        return marks
    }

    private static func ranges(of needles: [FoldedNeedle], in text: FoldedText) -> [Range<Int>] {
        if needles.count == 1 { return text.scalarRanges(of: needles[0]) }
        return TextMark.joined(needles.flatMap { text.scalarRanges(of: $0) })
    }
}
