import KBText

/// Which scalars of an older text stand where in a newer one, in the same order.
///
/// Words and Han characters are compared, not letters. Where two readings of the difference disagree, as for one of two
/// equal sentences, nothing is said to stand anywhere.
struct TextAlignment {
    /// The older text.
    let old: [Unicode.Scalar]
    /// The newer text.
    let new: [Unicode.Scalar]
    /// For each scalar of the older text where it stands now; nil where it is gone or in doubt.
    let image: [Int?]
    /// For each scalar of the newer text whether it may have stood in the older one.
    let isKnown: [Bool]

    /// Texts of more words are not compared: it would take long.
    static let mostWords = 4000

    /// Compares two texts.
    init(from old: [Unicode.Scalar], to new: [Unicode.Scalar]) {
        (self.old, self.new) = (old, new)
        let (before, after) = (Self.words(old), Self.words(new))
        var image: [Int?] = Array(repeating: nil, count: old.count)
        var isKnown = Array(repeating: false, count: new.count)
        if before.count <= Self.mostWords, after.count <= Self.mostWords {
            let pairs = WordPairs(before.map { old[$0] }, after.map { new[$0] })
            for (word, place) in pairs.sure.enumerated() {
                guard let place else { continue }
                for (a, b) in zip(before[word], after[place]) { image[a] = b }
            }
            for place in pairs.known { for b in after[place] { isKnown[b] = true } }
        }
        self.image = image
        self.isKnown = isKnown
    }

    /// Where a passage of the older text stands in the newer one; nil where too little of it is left.
    ///
    /// - Parameters:
    ///   - passage: The passage.
    ///   - share: How much of it has to be left.
    /// - Returns: The place.
    func place(of passage: Range<Int>, atLeast share: Double = 0.6) -> Range<Int>? {
        let scalars = passage.filter { Self.counts(old[$0]) }
        let whole = scalars.isEmpty ? Array(passage) : scalars
        let left = whole.filter { image[$0] != nil }
        let kept = together(left, of: passage)
        guard let first = kept.first, let last = kept.last, let start = image[first], let end = image[last],
            Double(left.count) >= Double(whole.count) * share
        else { return nil }
        let range = begin(of: passage, first, start)..<self.end(of: passage, last, end + 1)
        guard range.count <= passage.count * 2 + 16 else { return nil }
        return fitted(range, to: passage)
    }

    /// The most of what is left of a passage that no other sentence has come between; without the few scalars that are in
    /// another sentence by chance.
    private func together(_ left: [Int], of passage: Range<Int>) -> [Int] {
        guard !passage.contains(where: { Self.endsSentence(old, at: $0) }) else { return left }
        var groups: [[Int]] = []
        var last = 0
        for place in left {
            guard let now = image[place] else { continue }
            let between = new[min(last, now)..<now]
            if groups.isEmpty || between.indices.contains(where: { Self.endsSentence(new, at: $0) }) {
                groups.append([])
            }
            groups[groups.count - 1].append(place)
            last = now + 1
        }
        guard let most = groups.max(by: { $0.count < $1.count }) else { return left }
        // Parts of a sentence that was split belong together.
        let isSplit = zip(groups, groups.dropFirst()).allSatisfy { a, b in
            guard let end = a.last.flatMap({ image[$0] }), let start = b.first.flatMap({ image[$0] }) else {
                return false
            }
            return new[end + 1..<start].count(where: Self.counts) <= 6
        }
        return isSplit && most.count * 5 < left.count * 4 ? left : most
    }

    /// Where a passage begins whose first words were replaced: in what took the place of them and their neighbours, as
    /// far behind its beginning as before.
    private func begin(of passage: Range<Int>, _ first: Int, _ start: Int) -> Int {
        guard passage.lowerBound < first else { return start }
        var before = passage.lowerBound - 1
        while before >= 0, image[before] == nil || !Self.counts(old[before]) { before -= 1 }
        // Not beyond a mark that the passage does not have.
        let part = passage.lowerBound..<first
        var block = (before < 0 ? 0 : (image[before] ?? 0) + 1)..<start
        var lost = before + 1..<first
        if !part.contains(where: { Self.endsSentence(old, at: $0) }) {
            if let mark = block.last(where: { Self.endsSentence(new, at: $0) }) { block = mark + 1..<start }
            if let mark = lost.last(where: { Self.endsSentence(old, at: $0) }) { lost = mark + 1..<first }
        }
        let share = share(of: part, in: lost)
        return edge(of: block, share) { $0.lowerBound..<block.upperBound }?.lowerBound ?? start
    }

    /// Where a passage ends whose last words were replaced; see ``begin(of:_:_:)``.
    private func end(of passage: Range<Int>, _ last: Int, _ end: Int) -> Int {
        guard last + 1 < passage.upperBound else { return end }
        var after = passage.upperBound
        while after < old.count, image[after] == nil || !Self.counts(old[after]) { after += 1 }
        let part = last + 1..<passage.upperBound
        var block = end..<(after < old.count ? image[after] ?? new.count : new.count)
        var lost = last + 1..<after
        if !part.contains(where: { Self.endsSentence(old, at: $0) }) {
            if let mark = block.first(where: { Self.endsSentence(new, at: $0) }) { block = end..<mark }
            if let mark = lost.first(where: { Self.endsSentence(old, at: $0) }) { lost = last + 1..<mark }
        }
        let share = share(of: part, in: lost)
        return edge(of: block, share) { block.lowerBound..<$0.upperBound }?.upperBound ?? end
    }

    /// How much of a part of the older text is in a smaller part of it.
    private func share(of part: Range<Int>, in whole: Range<Int>) -> Double {
        Double(part.count { Self.counts(old[$0]) }) / Double(max(1, whole.count { Self.counts(old[$0]) }))
    }

    /// The part of a block of the newer text, cut at a word, that is nearest to a share of it; nil where that is nothing.
    private func edge(of block: Range<Int>, _ share: Double, cut: (Range<Int>) -> Range<Int>) -> Range<Int>? {
        guard block.count <= 60 else { return nil }
        let wanted = share * Double(block.count { Self.counts(new[$0]) })
        let parts = Self.words(Array(new[block])).map {
            cut(block.lowerBound + $0.lowerBound..<block.lowerBound + $0.upperBound)
        }.map { part in (part: part, miss: abs(Double(part.count { Self.counts(new[$0]) }) - wanted)) }
        guard let best = parts.min(by: { $0.miss < $1.miss }), best.miss < wanted else { return nil }
        return best.part
    }

    /// What stands now between the neighbours of a passage that was itself replaced; nil where those are gone, too.
    func replacement(of passage: Range<Int>, in sentence: Range<Int>) -> Range<Int>? {
        let around = sentence.filter { !passage.contains($0) && Self.counts(old[$0]) }
        guard around.count >= 4, around.count(where: { image[$0] != nil }) * 5 >= around.count * 4,
            let before = neighbour(of: passage.lowerBound, step: -1),
            let after = neighbour(of: passage.upperBound - 1, step: 1), before + 1 < after,
            after - before <= passage.count * 2 + 6
        else { return nil }
        let range = fitted(before + 1..<after, to: passage)
        return range.contains { Self.counts(new[$0]) } ? range : nil
    }

    /// The image of the next scalar that says something, before or behind a place; at an end of the text, that of the
    /// newer one.
    private func neighbour(of place: Int, step: Int) -> Int? {
        var place = place + step
        while old.indices.contains(place), !Self.counts(old[place]) { place += step }
        if place < 0 { return -1 }
        return place < old.count ? image[place] : new.count
    }

    /// A range without the marks and white space at its ends that a passage does not have, and with those that it has.
    private func fitted(_ range: Range<Int>, to passage: Range<Int>) -> Range<Int> {
        var range = range
        while let first = range.first, range.count > 1, !Self.counts(new[first]) { range.removeFirst() }
        while let last = range.last, range.count > 1, !Self.counts(new[last]) { range.removeLast() }
        let head = old[passage].prefix { !Self.counts($0) }
        for scalar in head.reversed() where range.lowerBound > 0 && new[range.lowerBound - 1] == scalar {
            range = range.lowerBound - 1..<range.upperBound
        }
        let tail = old[passage].reversed().prefix { !Self.counts($0) }.reversed()
        for scalar in tail where range.upperBound < new.count && new[range.upperBound] == scalar {
            range = range.lowerBound..<range.upperBound + 1
        }
        return range
    }

    /// Whether a scalar says something: a letter, a Han character, a number.
    static func counts(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Whether a sentence ends with a scalar of a text.
    static func endsSentence(_ text: [Unicode.Scalar], at place: Int) -> Bool {
        switch text[place] {
        case "。", "！", "？", "；", "!", "?", ";", "\n": true
        case ".": place + 1 == text.count || text[place + 1].properties.isWhitespace
        default: false
        }
    }

    /// A run of letters and digits is a word, and so is any other scalar.
    static func words(_ text: [Unicode.Scalar]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var isInWord = false
        for (place, scalar) in text.enumerated() {
            let isLetter = counts(scalar) && !Han.contains(scalar)
            if isInWord, isLetter {
                words[words.count - 1] = words[words.count - 1].lowerBound..<place + 1
            } else {
                words.append(place..<place + 1)
            }
            isInWord = isLetter
        }
        return words
    }
}

/// Which words of two texts are the same, in order.
private struct WordPairs {
    /// For each word of the older text its place in the newer one, if both readings of the difference say so.
    var sure: [Int?]
    /// Places of the newer text that one of the readings says are old.
    var known: Set<Int>

    init(_ old: [ArraySlice<Unicode.Scalar>], _ new: [ArraySlice<Unicode.Scalar>]) {
        var numbers: [ArraySlice<Unicode.Scalar>: Int] = [:]
        func number(_ word: ArraySlice<Unicode.Scalar>) -> Int {
            if let number = numbers[word] { return number }
            numbers[word] = numbers.count
            return numbers.count - 1
        }
        let (before, after) = (old.map(number), new.map(number))
        let weights = old.map { $0.contains(where: TextAlignment.counts) ? $0.count : 0 }
        let forward = Self.cleaned(Self.pairs(before, after), after.count, weights)
        let reversed = Self.pairs(before.reversed(), after.reversed())
        let backward = Self.cleaned(
            reversed.reversed().map { $0.map { after.count - 1 - $0 } }, after.count, weights)
        sure = zip(forward, backward).map { $0 == $1 ? $0 : nil }
        known = Set(forward.compactMap { $0 }).union(backward.compactMap { $0 })
    }

    private static func pairs(_ old: [Int], _ new: [Int]) -> [Int?] {
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var place = 0
        return old.indices.map { word in
            if removed.contains(word) { return nil }
            while added.contains(place) { place += 1 }
            defer { place += 1 }
            return place
        }
    }

    /// Without the words between two changes that are there by chance: fewer than either change.
    private static func cleaned(_ pairs: [Int?], _ newCount: Int, _ weights: [Int]) -> [Int?] {
        var pairs = pairs
        while true {
            let runs = Self.runs(pairs)
            var isChanged = false
            for (index, run) in runs.enumerated() {
                let previous = index > 0 ? runs[index - 1] : (old: 0..<0, new: 0..<0)
                let next =
                    index + 1 < runs.count
                    ? runs[index + 1]
                    : (old: pairs.count..<pairs.count, new: newCount..<newCount)
                let before = max(
                    run.old.lowerBound - previous.old.upperBound, run.new.lowerBound - previous.new.upperBound
                )
                let after = max(
                    next.old.lowerBound - run.old.upperBound, next.new.lowerBound - run.new.upperBound)
                let weight = run.old.reduce(0) { $0 + weights[$1] }
                // The ends of a text are no change.
                if weight <= before, weight <= after, min(before, after) > 0, weight < 6 {
                    for word in run.old { pairs[word] = nil }
                    isChanged = true
                }
            }
            if !isChanged { return pairs }
        }
    }

    /// The runs of words that stand next to each other in both texts.
    private static func runs(_ pairs: [Int?]) -> [(old: Range<Int>, new: Range<Int>)] {
        var runs: [(old: Range<Int>, new: Range<Int>)] = []
        for (word, place) in pairs.enumerated() {
            guard let place else { continue }
            if let last = runs.last, last.old.upperBound == word, last.new.upperBound == place {
                runs[runs.count - 1] = (last.old.lowerBound..<word + 1, last.new.lowerBound..<place + 1)
            } else {
                runs.append((word..<word + 1, place..<place + 1))
            }
        }
        return runs
    }
}
