import KBText

/// Other words for a query.
///
/// They come from another script, another region's vocabulary, compatibility forms, synonyms, and words written
/// together or apart. Only forms whose words occur somewhere are kept.
struct VariantForms {
    /// More forms than this say little and cost much.
    private static let mostForms = 12

    private let known: SearchWords
    /// The forms, the likeliest first, without the query itself.
    private(set) var forms: [WordForm] = []

    /// Makes the forms of a query.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - known: The words that occur, and those that say the same.
    ///   - scriptsOnly: Whether other words are left out, and only the same ones in other characters made.
    /// - Throws: `DatabaseError`.
    init(
        _ query: SearchQuery, _ known: SearchWords, scriptsOnly: Bool
    ) throws {
        self.known = known
        let original = WordForm(text: query.text)
        var scripts = Self.scripts(of: query.text)
        for said in query.said {
            let step = SearchResult.Step(kind: .spacing, from: query.text, to: said)
            scripts.append(WordForm(text: said, steps: [step]))
        }
        for form in scripts { try add(form, besides: query.text) }
        if scriptsOnly { return }
        for form in try spacings(of: original) { try add(form, besides: query.text) }
        for form in [original] + scripts {
            try forEachReplacement(in: form) { replaced in
                try add(replaced, besides: query.text)
                return forms.count < Self.mostForms
            }
        }
    }

    /// The query in simplified characters, in the mainland's words, and as Taiwan and Hong Kong would write it.
    static func scripts(of text: String) -> [WordForm] {
        var forms: [WordForm] = []
        func add(_ form: String, _ kind: SearchResult.Step.Kind) {
            guard form != text, !forms.contains(where: { $0.text == form }) else { return }
            forms.append(WordForm(text: form, steps: [SearchResult.Step(kind: kind, from: text, to: form)]))
        }
        let folded = TextFolding.fold(text)
        if folded != text.lowercased() { add(folded, .form) }
        guard Han.occurs(in: text) else { return forms }
        let simplified = ChineseVariants.simplified(text)
        add(simplified, .script)
        add(ChineseVariants.mainland(text), .region)
        for regional in ChineseVariants.regional(simplified) { add(regional, .script) }
        return forms
    }

    /// Adds a form whose words may all occur.
    private mutating func add(_ form: WordForm, besides original: String) throws {
        guard forms.count < Self.mostForms, form.text != original,
            !forms.contains(where: { $0.text == form.text }), try known.holdsAll(of: form.text)
        else { return }
        var form = form
        // Where several forms lead to entries, the earlier one is the likelier.
        form.weight = 1 / (1 + 0.1 * Double(forms.count))
        forms.append(form)
    }

    /// Calls `body` with the form with one or two terms replaced by their synonyms, until it returns false.
    private func forEachReplacement(in form: WordForm, _ body: (WordForm) throws -> Bool) throws {
        let scalars = Array(TextFolding.fold(form.text).unicodeScalars)
        let known = known
        let occurrences = try known.occurrences(in: form.text).prefix(6).map { occurrence in
            var occurrence = occurrence
            occurrence.others = try occurrence.others.filter { try known.holdsAll(of: $0) }
            return occurrence
        }
        if occurrences.isEmpty { return }
        // What occurs nowhere must be replaced.
        let unheard = try Self.unheard(in: scalars, known)
        func replacesAll(_ occurrences: [SynonymGroups.Occurrence]) -> Bool {
            unheard.allSatisfy { word in occurrences.contains { $0.range.overlaps(word) } }
        }
        func text(_ range: Range<Int>) -> String { String(scalars: scalars[range]) }
        func replace(_ changes: [(SynonymGroups.Occurrence, String)]) -> WordForm {
            var result = ""
            var place = 0
            var steps = form.steps
            for (occurrence, other) in changes {
                result += text(place..<occurrence.range.lowerBound)
                // A Latin word does not run into its neighbour.
                let joins = !Han.occurs(in: other)
                result += joins ? " \(other) " : other
                place = occurrence.range.upperBound
                steps.append(SearchResult.Step(kind: .synonym, from: occurrence.term, to: other))
            }
            result += text(place..<scalars.count)
            return WordForm(text: SearchQuery(result).text, steps: steps)
        }
        for occurrence in occurrences where replacesAll([occurrence]) {
            for other in occurrence.others {
                guard try body(replace([(occurrence, other)])) else { return }
            }
        }
        for (index, first) in occurrences.enumerated() {
            for second in occurrences.dropFirst(index + 1) where replacesAll([first, second]) {
                for one in first.others.prefix(5) {
                    for other in second.others.prefix(5) {
                        guard try body(replace([(first, one), (second, other)])) else { return }
                    }
                }
            }
        }
    }

    /// The words of a folded text, Han characters aside, that occur nowhere.
    private static func unheard(in scalars: [Unicode.Scalar], _ known: SearchWords) throws -> [Range<Int>] {
        func isLatin(_ scalar: Unicode.Scalar) -> Bool { Word.contains(scalar) && !Han.contains(scalar) }
        var words: [Range<Int>] = []
        var start = 0
        while let first = scalars[start...].firstIndex(where: isLatin) {
            let end = scalars[first...].firstIndex { !isLatin($0) } ?? scalars.endIndex
            words.append(first..<end)
            start = end
        }
        return try words.filter { try !known.holdsAll(of: String(scalars: scalars[$0])) }
    }

    /// `notfound` as `not found`, and `time out` as `timeout`.
    private func spacings(of form: WordForm) throws -> [WordForm] {
        let words = form.words.map { TextFolding.fold($0) }
        var forms: [WordForm] = []
        func add(_ text: [String], from: String, to: String) {
            forms.append(
                WordForm(
                    text: text.joined(separator: " "),
                    steps: [SearchResult.Step(kind: .spacing, from: from, to: to)])
            )
        }
        for (index, word) in words.enumerated() where !Han.occurs(in: word) && word.count <= 40 {
            if index + 1 < words.count, !Han.occurs(in: words[index + 1]) {
                let joined = word + words[index + 1]
                var text = words
                text.replaceSubrange(index...index + 1, with: [joined])
                add(text, from: "\(word) \(words[index + 1])", to: joined)
            }
            guard word.count >= 4, try !known.occurs(word) else { continue }
            for cut in word.indices.dropFirst(2).dropLast() {
                let (left, right) = (String(word[..<cut]), String(word[cut...]))
                guard try known.occurs(left), try known.occurs(right) else { continue }
                var text = words
                text.replaceSubrange(index...index, with: [left, right])
                add(text, from: word, to: "\(left) \(right)")
            }
        }
        return forms
    }
}
