import KBIndex
import KBText

/// What Han text may have been meant as whose sound is right and some of whose characters are wrong: the slip of
/// whoever types pinyin and takes the first word on offer.
struct HomophoneForms {
    /// A chain of characters, and how many of them were not typed.
    private struct Chain {
        var characters: [Unicode.Scalar]
        var changes: Int
    }

    /// As many chains are followed at each place, those with the fewest changes.
    private static let mostChains = 48
    /// As many forms of one run are tried.
    private static let mostForms = 8
    /// In a file of more entries so many pairs occur that only short text that is partly right is looked up.
    static let mostEntries = 50_000
    private static let longestRunOfLarge = 4
    /// In longer text the relaxed tier looks at each pair.
    static let longestRun = 8

    private let vocabulary: Vocabulary
    private let synonyms: SynonymGroups
    private let homophones: Homophones
    private let isLarge: Bool

    init(_ vocabulary: Vocabulary, _ synonyms: SynonymGroups, _ homophones: Homophones, entries: Int) {
        self.vocabulary = vocabulary
        self.synonyms = synonyms
        self.homophones = homophones
        isLarge = entries > Self.mostEntries
    }

    /// The forms of a text, in groups of as many changed characters, the fewest first.
    func forms(of text: String) throws -> [(changes: Int, forms: [WordForm])] {
        var forms = [(text: "", steps: [SearchResult.Step](), changes: 0)]
        let scalars = Array(text.unicodeScalars)
        for (range, isHan) in Han.runs(of: scalars) {
            let part = String(scalars: scalars[range])
            let choices = isHan && range.count > 1 ? try chains(Array(scalars[range])) : []
            let spelt = choices.map { (String(scalars: $0.characters), $0.changes) }
            forms = forms.flatMap { form in
                (spelt.isEmpty ? [(part, 0)] : spelt).map { word, changes in
                    let step = SearchResult.Step(kind: .homophone, from: part, to: word)
                    return (
                        form.text + word, changes == 0 ? form.steps : form.steps + [step],
                        form.changes + changes
                    )
                }
            }
            forms = Array(forms.sorted { $0.changes < $1.changes }.prefix(Self.mostForms))
        }
        return Dictionary(grouping: forms.filter { $0.changes > 0 }, by: \.changes).sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.map { WordForm(text: $0.text, steps: $0.steps) }) }
    }

    /// Pairs that sound like one that occurs nowhere, with one other character, or a word that people are known to use.
    func pairs(like first: Unicode.Scalar, _ second: Unicode.Scalar) throws -> [String] {
        func pair(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> String {
            String(scalars: [left, right])
        }
        // To read what follows a character costs as much as to ask for one pair.
        var found = try vocabulary.followers(of: first).sorted { $0.value < $1.value }
            .filter { $0 != second && homophones.sound($0, like: second) }.map { pair(first, $0) }
        for left in homophones.characters(like: first) where left != first && found.count < Self.mostForms {
            if isLarge {
                if try vocabulary.contains(pair(left, second)) { found.append(pair(left, second)) }
                continue
            }
            let followers = try vocabulary.followers(of: left)
            if followers.contains(second) { found.append(pair(left, second)) }
            for right in followers where right != second && homophones.sound(right, like: second) {
                if try synonyms.isTerm(pair(left, right)) { found.append(pair(left, right)) }
            }
        }
        return Array(found.prefix(Self.mostForms))
    }

    /// The chains of pairs of the vocabulary that sound like a run, the fewest changes first.
    private func chains(_ run: [Unicode.Scalar]) throws -> [Chain] {
        guard run.count <= Self.longestRun, try !isLarge || isPartlyKnown(run) else { return [] }
        var chains = homophones.characters(like: run[0]).map {
            Chain(characters: [$0], changes: $0 == run[0] ? 0 : 1)
        }
        for (place, typed) in run.enumerated().dropFirst() {
            var longer: [Chain] = []
            for chain in chains {
                guard let last = chain.characters.last else { continue }
                for next in try vocabulary.followers(of: last) where homophones.sound(next, like: typed) {
                    longer.append(
                        Chain(
                            characters: chain.characters + [next],
                            changes: chain.changes + (next == run[place] ? 0 : 1)))
                }
            }
            chains = Array(longer.sorted { $0.changes < $1.changes }.prefix(Self.mostChains))
        }
        // Two characters sound like much that is no word.
        if run.count == 2 {
            chains = try chains.filter {
                try $0.changes == 0 || synonyms.isTerm(String(scalars: $0.characters))
            }
        }
        return Array(chains.prefix(Self.mostForms))
    }

    /// Tells whether some pairs of a short run occur somewhere, and some do not.
    private func isPartlyKnown(_ run: [Unicode.Scalar]) throws -> Bool {
        guard run.count <= Self.longestRunOfLarge else { return false }
        let known = try zip(run, run.dropFirst()).count {
            try vocabulary.contains(String(scalars: [$0, $1]))
        }
        return known > 0 && known + 1 < run.count
    }
}
