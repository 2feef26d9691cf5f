import GRDB

/// The searches of the index, each the same as an exhaustive ranking in the documented order.
extension IndexSearcher {
    /// How much a document counts by the length of its description: 1 for none, ½ for 40 tokens.
    @inline(__always)
    static func lengthScore(_ length: UInt32) -> Double { 40 / (40 + Double(length)) }

    /// How much a title counts by its length in tokens.
    @inline(__always)
    static func titleScore(_ length: UInt32) -> Double { 8 / (8 + Double(length)) }

    /// How much words count by the distance between the nearest two: 1½ at most, 1 when they are in different texts.
    @inline(__always)
    static func nearness(_ distance: UInt32?) -> Double {
        distance.map { 1 + 0.5 / (1 + Double($0) / 8) } ?? 1
    }

    /// Documents with a title that is the text, begins with it, or holds it, best first.
    ///
    /// A single Han character is the title or stands in it, which then counts by the description's length.
    ///
    /// - Parameters:
    ///   - text: The text; its last word may go on where a title begins with it.
    ///   - limit: The most hits.
    /// - Returns: Hits of the levels `exact`, `prefix` and `inside`.
    /// - Throws: `DatabaseError`.
    package func titles(holding text: String, limit: Int) throws -> [IndexHit] {
        guard let phrase = IndexPhrase(text) else { return [] }
        var top = TopHits(limit: limit)
        let lists = try lists(of: phrase)
        for (number, segment) in segments.enumerated() {
            let exact = try addTitles(lists, number, to: &top)
            guard phrase.character != nil, let rows = try rows(with: lists, in: .title, segment: number)
            else {
                continue
            }
            try top.collect(
                rows, of: segment, level: .inside, ceiling: { _ in 0 },
                id: { exact.contains($0) ? nil : try liveID(of: $0, in: number) })
        }
        return top.sorted
    }

    /// Offers the titles of a segment that hold a phrase, each row once at its best.
    ///
    /// - Returns: The rows whose title is the phrase, where the phrase is a single character: other rows are not
    ///   looked at then.
    /// - Throws: `DatabaseError`.
    private func addTitles(_ lists: PhraseLists, _ number: Int, to top: inout TopHits) throws -> Set<UInt32> {
        let segment = segments[number]
        let phrase = lists.phrase
        let isWord = phrase.character == nil && !(phrase.leavesFinal || phrase.parts.last?.isPrefix == true)
        let whole = try places(of: lists, in: .title, segment: number)
        let longer = isWord ? try places(of: lists, in: .title, segment: number, isLonger: true) : nil
        if whole == nil, longer == nil { return [] }
        let rows = Union([whole, longer].compactMap { $0 })
        let length = UInt32(phrase.parts.count)
        var exact: Set<UInt32> = []
        while rows.row != .max {
            let row = rows.row
            var best: (level: MatchLevel, score: Double)?
            for part in rows.parts where part.row == row {
                let isLonger = part === longer
                for position in part.positions {
                    let total = TitlePosition.length(position)
                    let isWhole = total == length || phrase.leavesFinal && total == length + 1
                    let level: MatchLevel =
                        TitlePosition.place(position) != 0 ? .inside : isWhole && !isLonger ? .exact : .prefix
                    if level == .inside && isLonger || level != .exact && phrase.character != nil { continue }
                    let score = Self.titleScore(total)
                    if best.map({ (level.rawValue, -score) < ($0.level.rawValue, -$0.score) }) ?? true {
                        best = (level, score)
                    }
                }
            }
            if let best {
                if phrase.character != nil { exact.insert(row) }
                try top.offer(row, of: segment, level: best.level, score: best.score) {
                    try liveID(of: $0, in: number)
                }
            }
            try rows.advance()
        }
        return exact
    }

    /// Documents whose description holds a text, those with the shortest description first.
    package func descriptions(
        holding text: String, limit: Int, besides known: DocumentIDs = DocumentIDs()
    ) throws -> [IndexHit] {
        guard let phrase = IndexPhrase(text) else { return [] }
        var top = TopHits(limit: limit)
        let lists = try lists(of: phrase)
        for (number, segment) in segments.enumerated() {
            guard let rows = try rows(with: lists, in: .description, segment: number) else { continue }
            try top.collect(
                rows, of: segment, level: .description, ceiling: Self.lengthScore,
                id: { try liveID(of: $0, in: number, besides: known) })
        }
        return top.sorted
    }

    /// Documents that hold all of the words, wherever; those where two of them stand near each other first.
    package func entries(
        holdingAll words: [String], limit: Int, besides known: DocumentIDs = DocumentIDs()
    ) throws -> [IndexHit] {
        var top = TopHits(limit: limit)
        var phrases: [PhraseLists] = []
        for word in words {
            guard let lists = try lists(ofWord: word) else { return [] }
            if lists.standsNowhere { return [] }
            phrases.append(lists)
        }
        let rarest = Self.rarest(of: phrases)
        segments: for (number, segment) in segments.enumerated() {
            // Most segments lack the rarest word, and then no list of another need be read.
            guard phrases.allSatisfy({ $0.mayStand(inSegment: number) }) else { continue }
            // Of many words the rarest mostly stand nowhere together, and then no list of another need be read.
            if let rarest {
                var rows: [Union<Phrase>] = []
                for phrase in rarest {
                    guard let word = try PhraseRows(phrase, self, segment: number) else { continue segments }
                    rows.append(word.rows)
                }
                guard try Intersection(rows)?.row ?? .max != .max else { continue }
            }
            var words: [PhraseRows] = []
            for phrase in phrases {
                guard let word = try PhraseRows(phrase, self, segment: number) else { continue segments }
                words.append(word)
            }
            guard let rows = try Intersection(words.map(\.rows)) else { continue }
            try top.collect(
                rows, of: segment, level: .allWords, ceiling: { Self.lengthScore($0) * Self.nearness(0) },
                score: { row, length in
                    Self.lengthScore(length) * Self.nearness(PhraseRows.distance(of: words, in: row))
                }, id: { try liveID(of: $0, in: number, besides: known) })
        }
        return top.sorted
    }

    /// The rarest three of many phrases; nil of few.
    private static func rarest(of phrases: [PhraseLists]) -> [PhraseLists]? {
        guard phrases.count > 6 else { return nil }
        return Array(phrases.sorted { $0.mostRows < $1.mostRows }.prefix(3))
    }

    /// Documents that hold some of the phrases, those with the greatest sum of weights first.
    ///
    /// - Parameters:
    ///   - groups: Phrases with their weights; of each group the heaviest that a document holds counts.
    ///   - limit: The most hits.
    /// - Returns: Hits of the level `allWords`.
    /// - Throws: `DatabaseError`.
    package func entries(holdingSome groups: [[(phrase: IndexPhrase, weight: Double)]], limit: Int) throws
        -> [IndexHit]
    {
        var top = TopHits(limit: limit)
        let groups = try groups.map { phrases in
            try phrases.sorted { $0.weight > $1.weight }.map {
                (lists: try self.lists(of: $0.phrase), weight: $0.weight)
            }
        }
        let sums = RowSums()
        for (number, segment) in segments.enumerated() {
            var lists: [(rows: Phrase, group: Int32, weight: Double)] = []
            for (group, phrases) in groups.enumerated() {
                for (phrase, weight) in phrases where phrase.mayStand(inSegment: number) {
                    for field in [IndexField.title, .description] {
                        guard let rows = try rows(with: phrase, in: field, segment: number) else { continue }
                        lists.append((rows, Int32(group), weight))
                    }
                }
            }
            let count = UInt32(clamping: segment.count)
            while let start = lists.lazy.map(\.rows.row).min(), start < count {
                let end = start + min(RowSums.count, count - start)
                for (rows, group, weight) in lists {
                    try rows.forEachRow(below: end) { sums.add(weight, to: $0 - start, group: group) }
                }
                try sums.drain { row, sum in
                    try top.offer(start + row, of: segment, level: .allWords, score: sum) {
                        try liveID(of: $0, in: number)
                    }
                }
            }
        }
        return top.sorted
    }
}
