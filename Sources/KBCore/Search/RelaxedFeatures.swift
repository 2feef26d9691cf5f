import KBIndex
import KBText

/// Finds what answers for the units of a query: its own pairs and words, and others that may have been meant or say the
/// same.
struct RelaxedFeatures {
    typealias Feature = RelaxedQuery.Feature

    /// The maximum number of pairs that occur nowhere, for which others are looked for.
    private static let mostUnheard = 6
    /// The maximum number of words that one may be short for.
    private static let mostShort = 12
    /// The maximum number of terms of groups.
    private static let mostTerms = 12
    /// The maximum number of pinyin readings of a word.
    private static let mostReadings = 6

    private let units: [RelaxedQuery.Unit]
    private let stops: [Bool]
    private let words: SearchWords
    private let indexes: [IndexSearcher]
    private let entries: Int
    private var features: [Feature] = []
    /// The words of Han characters that are known from groups, by their units.
    private var terms: [(units: Range<Int>, term: String)] = []

    init(
        _ units: [RelaxedQuery.Unit], stops: [Bool], _ words: SearchWords, in indexes: [IndexSearcher]
    ) {
        (self.units, self.stops, self.words, self.indexes) = (units, stops, words, indexes)
        entries = indexes.first?.documentCount ?? 0
    }

    /// All features.
    func all() throws -> [Feature] {
        var finder = self
        try finder.addPairs()
        try finder.addUnheard()
        try finder.addNegations()
        try finder.addNumbers()
        let spelt = try finder.addWords()
        try finder.addSynonyms(of: units.map { ($0.text, 1) })
        try finder.addTerms()
        // Who misspells a word may have meant one that is called otherwise in the text.
        if spelt.contains(where: { $0.weight < 1 }) { try finder.addSynonyms(of: spelt) }
        return finder.features
    }

    /// Adds a text that stands somewhere.
    private mutating func add(
        _ text: String, for units: Range<Int>, factor: Double, step: SearchResult.Step?
    ) throws {
        guard let phrase = IndexPhrase(text), !phrase.parts.isEmpty else { return }
        var frequency = Int.max
        for part in phrase.parts {
            frequency = try min(frequency, indexes.reduce(0) { try $0 + $1.frequency(of: part.term) })
            if frequency == 0 { return }
        }
        features.append(
            Feature(
                units: units, term: SynonymGroups.key(text), factor: factor, step: step, frequency: frequency,
                phrase: phrase))
    }

    private func isPair(_ index: Int) -> Bool { index > 0 && units[index].isHan && units[index].isJoined }

    private mutating func addPairs() throws {
        for index in units.indices where isPair(index) {
            let pair = units[index - 1].text + units[index].text
            for form in try occurring(pair) {
                let step = form == pair ? nil : SearchResult.Step(kind: .script, from: pair, to: form)
                // A pair of half a word and a particle says little about the half.
                let isHalf = stops[index - 1] || stops[index]
                try add(form, for: index - 1..<index + 1, factor: isHalf ? 0.4 : 1, step: step)
            }
        }
    }

    /// The forms of a pair, in either script, that may occur.
    private func occurring(_ pair: String) throws -> [String] {
        var forms: [String] = []
        if try words.occurs(pair) { forms.append(pair) }
        let scalars = Array(pair.unicodeScalars)
        for first in ChineseVariants.variants(of: scalars[0]).prefix(4) {
            for second in ChineseVariants.variants(of: scalars[1]).prefix(4) {
                let form = String(scalars: [first, second])
                if form != pair, try words.occurs(form) { forms.append(form) }
            }
        }
        return forms
    }

    /// For pairs that occur nowhere, words that they may be short for, and pairs that sound like them.
    private mutating func addUnheard() throws {
        // Of three characters or fewer both are words of their own, and searched as such.
        guard units.count(where: \.isHan) > 3, !features.isEmpty else { return }
        var looked = 0
        for index in units.indices where isPair(index) && looked < Self.mostUnheard {
            let range = index - 1..<index + 1
            guard !features.contains(where: { $0.units == range }), !stops[index - 1],
                !stops[index], !isBorder(index),
                let left = units[index - 1].text.unicodeScalars.first,
                let right = units[index].text.unicodeScalars.first
            else { continue }
            looked += 1
            let pair = String(scalars: [left, right])
            // Two characters in the wrong order.
            let swapped = String(scalars: [right, left])
            if left != right, try words.occurs(swapped) {
                let step = SearchResult.Step(kind: .spelling, from: pair, to: swapped)
                try add(swapped, for: range, factor: 0.8, step: step)
            }
            for word in try words.shortened(to: left, right).prefix(Self.mostShort) {
                guard let phrase = IndexPhrase(word), try indexes.contains(where: { try $0.holds(phrase) })
                else { continue }
                let step = SearchResult.Step(kind: .partial, from: pair, to: word)
                try add(word, for: range, factor: 0.8, step: step)
            }
            for other in try words.pairs(like: left, right, entries: entries) {
                let step = SearchResult.Step(kind: .homophone, from: pair, to: other)
                try add(other, for: range, factor: 0.8, step: step)
            }
        }
    }

    /// Whether a pair is the end of one word and the beginning of the next: 包退 in 和包退款.
    private func isBorder(_ index: Int) -> Bool {
        let (left, right) = (index - 2..<index, index..<index + 2)
        let literal = features.filter { !$0.isOther }
        return literal.contains { $0.units == left } && literal.contains { $0.units == right }
    }

    /// 没签约 and 没有签约 are 未签约 where people write with care.
    private mutating func addNegations() throws {
        for index in units.indices where isPair(index) && units[index - 1].text == "没" {
            let isLong = units[index].text == "有"
            let last = isLong ? index + 1 : index
            guard last < units.count, isPair(last) else { continue }
            let range = index - 1..<last + 1
            let from = units[range].map(\.text).joined()
            for negation in isLong ? ["未", "无"] : ["未"] {
                let form = negation + units[last].text
                guard try words.occurs(form) else { continue }
                try add(
                    form, for: range, factor: 0.9,
                    step: SearchResult.Step(kind: .synonym, from: from, to: form))
            }
        }
    }

    /// 三十秒 is 30 秒.
    private mutating func addNumbers() throws {
        var start = 0
        while start < units.count {
            var end = start + 1
            while end < units.count, units[end].isJoined { end += 1 }
            defer { start = end }
            guard units[start].isHan else { continue }
            let run = units[start..<end].map(\.text).joined()
            for (range, number) in HanNumber.numbers(in: Array(run.unicodeScalars)) {
                let units = start + range.lowerBound..<start + range.upperBound
                let from = self.units[units].map(\.text).joined()
                try add(
                    String(number), for: units, factor: 0.9,
                    step: SearchResult.Step(kind: .form, from: from, to: String(number)))
            }
        }
    }

    /// Adds the Latin words, and for those that do not occur what they may have been meant as.
    ///
    /// - Returns: The units, misspelt ones as they may have been meant.
    private mutating func addWords() throws -> [(text: String, weight: Double)] {
        var spelt = units.map { (text: $0.text, weight: 1.0) }
        for index in units.indices where !units[index].isHan {
            let word = units[index].text
            if try words.occurs(word) || word.allSatisfy(\.isNumber) {
                let known = features.count
                try add(word, for: index..<index + 1, factor: 1, step: nil)
                // It stands in another book only.
                if features.count == known, !stops[index] { try addForms(of: word, at: index) }
                continue
            }
            let candidates = try words.spellings(of: word)
            if let best = candidates.first(where: { $0.kind == .spelling }) {
                spelt[index] = (best.word, best.weight)
            }
            for candidate in candidates {
                let step = SearchResult.Step(kind: candidate.kind, from: word, to: candidate.word)
                try add(candidate.word, for: index..<index + 1, factor: candidate.weight, step: step)
            }
            // Ningbo is 宁波 among English words, too.
            for reading in try words.readings(of: word).prefix(Self.mostReadings) {
                let step = SearchResult.Step(kind: .pinyin, from: word, to: reading)
                try add(reading, for: index..<index + 1, factor: 0.7, step: step)
            }
        }
        return spelt
    }

    /// Other forms of an English word: who asks for writes may read about a write.
    private mutating func addForms(of word: String, at index: Int) throws {
        for form in EnglishForms.of(word) where try words.occurs(form) {
            let step = SearchResult.Step(kind: .form, from: word, to: form)
            try add(form, for: index..<index + 1, factor: 0.9, step: step)
        }
    }

    private mutating func know(_ term: String, for units: Range<Int>) {
        terms.removeAll { $0.units == units }
        terms.append((units, term))
    }

    private mutating func addSynonyms(of texts: [(text: String, weight: Double)]) throws {
        // Where each unit stands in the text.
        var text = ""
        var starts: [Int] = []
        var length = 0
        for (unit, (word, _)) in zip(units, texts) {
            if !text.isEmpty, !unit.isJoined {
                text += " "
                length += 1
            }
            starts.append(length)
            text += word
            length += word.unicodeScalars.count
        }
        let outer = try words.occurrences(in: text)
        let inner = try outer.prefix(Self.mostTerms).flatMap { try words.synonyms.occurrences(inside: $0) }
        for occurrence in (outer + inner).prefix(Self.mostTerms) {
            let covered = units.indices.filter { occurrence.range.contains(starts[$0]) }
            guard let first = covered.first, let last = covered.last else { continue }
            let weight = texts[first...last].map(\.weight).min() ?? 1
            let from = weight == 1 ? occurrence.term : typed(first..<last + 1)
            if weight == 1 { know(occurrence.term, for: first..<last + 1) }
            for other in occurrence.others where try words.holdsAll(of: other) {
                let key = SynonymGroups.key(other)
                if features.contains(where: { $0.units == first..<last + 1 && $0.term == key }) { continue }
                try add(
                    other, for: first..<last + 1, factor: (weight == 1 ? 0.9 : 0.8) * weight,
                    step: SearchResult.Step(kind: .synonym, from: from, to: other))
            }
        }
    }

    /// Makes two of the three characters of a known word say less than the word: 储蓄 in 储蓄卡.
    private mutating func addTerms() throws {
        let inOrder = terms.sorted { left, right in
            (left.units.lowerBound, left.units.upperBound) < (right.units.lowerBound, right.units.upperBound)
        }
        for (range, term) in inOrder {
            if range.count == 3, units[range].allSatisfy(\.isHan) {
                for index in features.indices
                where features[index].units.count == 2 && range.contains(features[index].units.lowerBound)
                    && range.contains(features[index].units.upperBound - 1) && !features[index].isOther
                {
                    features[index].factor *= 0.6
                }
            }
            // What holds the word holds all that the words hold that say the same.
            if range.count > 2 || !units[range].allSatisfy(\.isHan), range.count > 1 {
                try add(term, for: range, factor: 1, step: nil)
            }
        }
    }

    /// The units as they were typed.
    private func typed(_ range: Range<Int>) -> String {
        range.map { ($0 > range.lowerBound && !units[$0].isJoined ? " " : "") + units[$0].text }.joined()
    }
}
