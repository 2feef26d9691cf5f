import KBText

/// The query in words that the text may use, and how it came to them.
struct WordForm: Hashable, Sendable {
    /// The words, with spaces where the query has them.
    var text: String
    /// How the words of the query became these.
    var steps: [SearchResult.Step] = []
    /// How likely it is that the words are meant, up to 1.
    var weight = 1.0

    /// The pieces between spaces and punctuation.
    var words: [String] { SearchQuery.words(of: text) }
}

/// A form as the texts of entries are searched for it.
struct FormNeedles {
    let whole: FoldedNeedle
    let words: [FoldedNeedle]

    init(_ form: WordForm) {
        whole = FoldedNeedle(form.text)
        let words = form.words
        self.words = words.count > 1 ? words.map(FoldedNeedle.init) : [whole]
    }
}
