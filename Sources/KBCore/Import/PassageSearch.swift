import KBText

/// Finds the passages of an older text in a newer one.
///
/// A passage follows its sentence: through the difference of the texts first, then to where its sentence has gone,
/// then by its own words in what is new. What was another sentence before never becomes its place.
struct PassageSearch {
    private let alignment: TextAlignment
    private let oldSentences: [Range<Int>]
    private let newSentences: [Range<Int>]

    private var old: [Unicode.Scalar] { alignment.old }
    private var new: [Unicode.Scalar] { alignment.new }

    /// Compares two texts.
    init(from old: [Unicode.Scalar], to new: [Unicode.Scalar]) {
        alignment = TextAlignment(from: old, to: new)
        oldSentences = Self.sentences(old)
        newSentences = Self.sentences(new)
    }

    /// The quote at its place in the newer text; as it was but orphaned where it has none.
    func relocated(_ quote: TextQuote) -> TextQuote {
        if let range = place(of: quote) { return TextQuote(field: quote.field, text: new, range: range) }
        var lost = quote
        lost.isOrphaned = true
        return lost
    }

    private func place(of quote: TextQuote) -> Range<Int>? {
        guard !quote.isOrphaned, let passage = passage(of: quote) else {
            // What has lost its sentence finds only what is new; and so does a quote from another edition.
            let moved = Anchors.relocated(quote, in: new)
            guard !moved.isOrphaned, let start = moved.start, let end = moved.end else { return nil }
            return quote.isOrphaned && isKnown(start..<end) ? nil : start..<end
        }
        let sentence = Self.joined(oldSentences.filter { $0.overlaps(passage) }) ?? passage
        return wholeSentence(sentence, passage) ?? alignment.place(of: passage)
            ?? reworded(sentence, passage) ?? newWords(of: passage)
            ?? alignment.replacement(of: passage, in: sentence)
    }

    /// The place of the newer text that is most like a quote: its words, or else the sentence that is most like what stood
    /// around them.
    func nearest(to quote: TextQuote) -> Range<Int>? {
        let exact = Array(quote.exact.unicodeScalars)
        let search = AnchorSearch(new)
        if let range = search.nearest(to: exact), range.count * 2 >= exact.count,
            Self.differences(exact, Array(new[range])) * 2 <= exact.count
        {
            return wholeWords(range)
        }
        /// The sentence that shares the most pairs of words with a text.
        func likest(_ text: [Unicode.Scalar], atLeast least: Int) -> Range<Int>? {
            let wanted = Self.pairs(text)
            let sentences = newSentences.map {
                (range: $0, shared: Self.pairs(Array(new[$0])).intersection(wanted).count)
            }
            guard let best = sentences.max(by: { $0.shared < $1.shared }), best.shared >= least else {
                return nil
            }
            return Self.trimmed(best.range, new)
        }
        return likest(exact, atLeast: 1)
            ?? likest(
                Array(quote.prefix.unicodeScalars) + exact + Array(quote.suffix.unicodeScalars), atLeast: 3)
    }

    /// A place with the whole of the words that it begins and ends in.
    private func wholeWords(_ range: Range<Int>) -> Range<Int> {
        let words = TextAlignment.words(new).filter {
            $0.overlaps(range) && new[$0].contains(where: TextAlignment.counts)
        }
        return min(
            range.lowerBound, words.first?.lowerBound ?? range.lowerBound)..<max(
                range.upperBound, words.last?.upperBound ?? range.upperBound)
    }

    /// The words or Han characters of a text that stand next to each other.
    private static func pairs(_ text: [Unicode.Scalar]) -> Set<[Unicode.Scalar]> {
        let words = TextAlignment.words(text).filter { text[$0].contains(where: TextAlignment.counts) }
        return Set(zip(words, words.dropFirst()).map { Array(text[$0]) + [" "] + Array(text[$1]) })
    }

    private static func differences(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        EditDistance.damerauLevenshtein(a[...], b[...], limit: max(a.count, b.count)) ?? max(a.count, b.count)
    }

    /// Where the quote stands in the older text.
    private func passage(of quote: TextQuote) -> Range<Int>? {
        let exact = Array(quote.exact.unicodeScalars)
        if let start = quote.start, start >= 0, exact.count <= old.count, start <= old.count - exact.count,
            old[start..<start + exact.count].elementsEqual(exact)
        {
            return start..<start + exact.count
        }
        let search = AnchorSearch(old)
        return search.occurrences(of: exact).isEmpty ? nil : search.place(of: quote)
    }

    /// Whether most of a range of the newer text was there before, outside of a passage of the older one.
    private func isKnown(_ range: Range<Int>, outside sentence: Range<Int>? = nil) -> Bool {
        var own: Set<Int> = []
        if let sentence { for place in sentence { if let now = alignment.image[place] { own.insert(now) } } }
        let scalars = range.filter { TextAlignment.counts(new[$0]) }
        return scalars.count { alignment.isKnown[$0] && !own.contains($0) } * 2 > scalars.count
    }

    /// The passage in its sentence, where that stands once in both texts, wherever.
    private func wholeSentence(_ sentence: Range<Int>, _ passage: Range<Int>) -> Range<Int>? {
        let wanted = Self.trimmed(sentence, old)
        let core = passage.clamped(to: wanted)
        guard !core.isEmpty, core.lowerBound == passage.lowerBound else { return nil }
        let count = oldSentences.count { $0.overlaps(sentence) }
        func places(_ sentences: [Range<Int>], _ text: [Unicode.Scalar]) -> [Range<Int>] {
            guard count > 0, count <= sentences.count else { return [] }
            return (0...sentences.count - count).map {
                Self.trimmed(sentences[$0].lowerBound..<sentences[$0 + count - 1].upperBound, text)
            }.filter { text[$0].elementsEqual(old[wanted]) }
        }
        let now = places(newSentences, new)
        guard now.count == 1, let place = now.first, places(oldSentences, old).count == 1 else { return nil }
        let start = place.lowerBound + core.lowerBound - wanted.lowerBound
        var end = start + core.count
        // The mark at its end, where that is the same.
        for mark in old[core.upperBound..<passage.upperBound] where end < new.count && new[end] == mark {
            end += 1
        }
        return start..<end
    }

    /// The passage in the sentence that its own has become elsewhere: the most alike one that was no other before.
    private func reworded(_ sentence: Range<Int>, _ passage: Range<Int>) -> Range<Int>? {
        let pairs = zip(newSentences, newSentences.dropFirst()).map { $0.lowerBound..<$1.upperBound }
        let candidates = (newSentences + pairs).filter { !isKnown($0, outside: sentence) }
            .map { (range: $0, likeness: likeness(sentence, $0)) }
        guard let best = candidates.max(by: { $0.likeness < $1.likeness }), best.likeness >= 0.5,
            candidates.allSatisfy({ $0.range.overlaps(best.range) || $0.likeness + 0.1 < best.likeness }),
            oldSentences.allSatisfy({
                $0.overlaps(sentence) || likeness($0, best.range) + 0.1 < best.likeness
            })
        else { return nil }
        let part = TextAlignment(from: Array(old[sentence]), to: Array(new[best.range]))
        let inside = passage.lowerBound - sentence.lowerBound..<passage.upperBound - sentence.lowerBound
        let place =
            part.place(of: inside, atLeast: 0.4)
            ?? part.replacement(of: inside, in: 0..<sentence.count)
        return place.map { best.range.lowerBound + $0.lowerBound..<best.range.lowerBound + $0.upperBound }
    }

    /// How alike a sentence of the older text and one of the newer are, from 0 to 1.
    private func likeness(_ before: Range<Int>, _ after: Range<Int>) -> Double {
        let left = before.filter { TextAlignment.counts(old[$0]) }.count
        let right = after.filter { TextAlignment.counts(new[$0]) }.count
        guard left + right > 0 else { return 0 }
        let part = TextAlignment(from: Array(old[before]), to: Array(new[after]))
        let same = part.image.indices.count { part.image[$0] != nil && TextAlignment.counts(part.old[$0]) }
        return Double(2 * same) / Double(left + right)
    }

    /// Where a passage stands word for word, once, in what is new.
    private func newWords(of passage: Range<Int>) -> Range<Int>? {
        guard passage.count >= 6 else { return nil }
        let places = AnchorSearch(new).occurrences(of: Array(old[passage])).filter { !isKnown($0) }
        return places.count == 1 ? places.first : nil
    }

    /// The sentences of a text, each with what parts it from the next.
    private static func sentences(_ text: [Unicode.Scalar]) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        for place in text.indices where TextAlignment.endsSentence(text, at: place) || place + 1 == text.count
        {
            sentences.append(start..<place + 1)
            start = place + 1
        }
        return sentences
    }

    /// A sentence without white space around it and without its mark.
    private static func trimmed(_ range: Range<Int>, _ text: [Unicode.Scalar]) -> Range<Int> {
        var range = range
        func isMark(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || "。！？；!?;.".unicodeScalars.contains(scalar)
        }
        while let first = range.first, text[first].properties.isWhitespace { range.removeFirst() }
        while let last = range.last, isMark(text[last]) { range.removeLast() }
        return range
    }

    private static func joined(_ ranges: [Range<Int>]) -> Range<Int>? {
        guard let first = ranges.first, let last = ranges.last else { return nil }
        return first.lowerBound..<last.upperBound
    }
}
