import GRDB

/// The searches of the index, each the same as an exhaustive ranking in the documented order.
extension IndexSearcher {
    /// How much an entry counts by the length of its description: 1 for none, ½ for 40 tokens.
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

    /// Entries whose name or alias is the text, begins with it, or holds it, best first.
    ///
    /// A single Han character is the name or stands in it, which then counts by the description's length.
    ///
    /// - Parameters:
    ///   - text: The text; its last word may go on where a title begins with it.
    ///   - limit: The most hits.
    /// - Returns: Hits of the levels `exact`, `prefix` and `inside`.
    /// - Throws: `DatabaseError`.
    package func titles(holding text: String, limit: Int) throws -> [IndexHit] {
        guard let phrase = IndexPhrase(text) else { return [] }
        var top = TopHits(limit: limit)
        for (number, segment) in segments.enumerated() {
            let exact = try addTitles(phrase, number, to: &top)
            guard phrase.character != nil,
                let cursor = try cursor(for: phrase, in: .title, segment: number, needsStarts: false)
            else { continue }
            while cursor.row != .max {
                if !exact.contains(cursor.row),
                    try !offer(cursor.row, of: segment, level: .inside, score: 0, to: &top)
                {
                    break
                }
                try cursor.advance()
            }
        }
        return top.sorted
    }

    /// Offers the titles of a segment that hold a phrase, each row once at its best.
    ///
    /// - Returns: The rows whose title is the phrase, where the phrase is a single character: other rows are not
    ///   looked at then.
    /// - Throws: `DatabaseError`.
    private func addTitles(_ phrase: IndexPhrase, _ number: Int, to top: inout TopHits) throws -> Set<
        UInt32
    > {
        let segment = segments[number]
        let isWord = phrase.character == nil && !(phrase.leavesFinal || phrase.parts.last?.isPrefix == true)
        let whole = try cursor(for: phrase, in: .title, segment: number, needsStarts: true)
        let longer =
            isWord
            ? try cursor(for: phrase, in: .title, segment: number, needsStarts: true, isLonger: true) : nil
        let length = UInt32(phrase.parts.count)
        var exact: Set<UInt32> = []
        while true {
            let row = min(whole?.row ?? .max, longer?.row ?? .max)
            if row == .max { return exact }
            var best: (level: MatchLevel, score: Double)?
            for (cursor, isLonger) in [(whole, false), (longer, true)] {
                guard let cursor, cursor.row == row else { continue }
                for start in cursor.starts {
                    let total = TitlePosition.length(start)
                    let isWhole = total == length || phrase.leavesFinal && total == length + 1
                    let level: MatchLevel =
                        TitlePosition.place(start) != 0 ? .inside : isWhole && !isLonger ? .exact : .prefix
                    if level == .inside && isLonger || level != .exact && phrase.character != nil { continue }
                    let score = Self.titleScore(total)
                    if best.map({ (level.rawValue, -score) < ($0.level.rawValue, -$0.score) }) ?? true {
                        best = (level, score)
                    }
                }
            }
            if let best {
                if phrase.character != nil { exact.insert(row) }
                _ = try offer(row, of: segment, level: best.level, score: best.score, to: &top)
            }
            if whole?.row == row { try whole?.advance() }
            if longer?.row == row { try longer?.advance() }
        }
    }

    /// Entries whose description holds a text, those with the shortest description first.
    package func descriptions(holding text: String, limit: Int) throws -> [IndexHit] {
        guard let phrase = IndexPhrase(text) else { return [] }
        var top = TopHits(limit: limit)
        for (number, segment) in segments.enumerated() {
            guard
                let cursor = try cursor(for: phrase, in: .description, segment: number, needsStarts: false)
            else { continue }
            // Rows come in the order of their rank: after the first one that is too low, all are.
            while cursor.row != .max {
                let score = Self.lengthScore(segment.ranks.key(of: cursor.row) & ~RowRanks.retired)
                guard try offer(cursor.row, of: segment, level: .description, score: score, to: &top) else {
                    break
                }
                try cursor.advance()
            }
        }
        return top.sorted
    }

    /// Entries that hold all of the words, wherever; those where two of them stand near each other first.
    package func entries(holdingAll words: [String], limit: Int) throws -> [IndexHit] {
        let phrases = words.map { IndexPhrase($0) }
        var top = TopHits(limit: limit)
        segments: for (number, segment) in segments.enumerated() {
            var cursors: [WordCursor] = []
            for phrase in phrases {
                guard let phrase, let cursor = try WordCursor(phrase, self, segment: number) else {
                    continue segments
                }
                cursors.append(cursor)
            }
            let byRarity = cursors.sorted { $0.weight < $1.weight }
            var row: UInt32 = 0
            while let found = try Self.nextRow(from: row, of: byRarity) {
                let key = segment.ranks.key(of: found)
                let base = Self.lengthScore(key & ~RowRanks.retired)
                // The best that this row, or any after it, can be.
                var bound = IndexHit(
                    id: 0, level: .allWords, isRetired: key & RowRanks.retired != 0,
                    score: base * Self.nearness(0), length: 0)
                if top.isTooLow(bound) { break }
                bound.score = base * Self.nearness(Self.distance(of: cursors, in: found))
                _ = try offer(found, of: segment, level: .allWords, score: bound.score, to: &top)
                row = found + 1
            }
        }
        return top.sorted
    }

    private static func nextRow(from row: UInt32, of cursors: [WordCursor]) throws -> UInt32? {
        var row = row
        search: while true {
            for cursor in cursors {
                try cursor.seek(row)
                if cursor.row == .max { return nil }
                if cursor.row != row {
                    row = cursor.row
                    continue search
                }
            }
            return row
        }
    }

    /// The distance in tokens between the nearest two of different words; nil when no two stand in one text.
    private static func distance(of cursors: [WordCursor], in row: UInt32) -> UInt32? {
        var nearest: UInt32?
        for (field, isTitle) in [(0, true), (1, false)] {
            var places: [(position: UInt32, word: Int)] = []
            for (word, cursor) in cursors.enumerated() {
                guard let phrase = cursor.fields[field], phrase.row == row else { continue }
                for start in phrase.starts { places.append((start, word)) }
            }
            places.sort { $0.position < $1.position }
            for (left, right) in zip(places, places.dropFirst()) where left.word != right.word {
                if isTitle, TitlePosition.title(left.position) != TitlePosition.title(right.position) {
                    continue
                }
                nearest = min(nearest ?? .max, right.position - left.position)
            }
        }
        return nearest
    }

    /// Entries that hold some of the phrases, those with the greatest sum of weights first.
    package func entries(holdingSome phrases: [(phrase: IndexPhrase, weight: Double)], limit: Int) throws
        -> [IndexHit]
    {
        var top = TopHits(limit: limit)
        let most = segments.map(\.count).max() ?? 0
        var sums = [Double](repeating: 0, count: most)
        var last = [Int32](repeating: -1, count: most)
        for (number, segment) in segments.enumerated() {
            var touched: [UInt32] = []
            for (index, (phrase, weight)) in phrases.enumerated() {
                for field in [IndexField.title, .description] {
                    guard let cursor = try cursor(for: phrase, in: field, segment: number, needsStarts: false)
                    else { continue }
                    try cursor.forEachRow { row in
                        guard row < segment.count, last[Int(row)] != index else { return }
                        if last[Int(row)] < 0 { touched.append(row) }
                        last[Int(row)] = Int32(index)
                        sums[Int(row)] += weight
                    }
                }
            }
            for row in touched {
                _ = try offer(row, of: segment, level: .allWords, score: sums[Int(row)], to: &top)
                sums[Int(row)] = 0
                last[Int(row)] = -1
            }
        }
        return top.sorted
    }

    /// Takes a row among the best, if it is one; false when it, and any row after it with no higher score, is not.
    @inline(__always)
    private func offer(
        _ row: UInt32, of segment: SegmentReader, level: MatchLevel, score: Double,
        to top: inout TopHits
    ) throws -> Bool {
        let key = segment.ranks.key(of: row)
        var hit = IndexHit(
            id: 0, level: level, isRetired: key & RowRanks.retired != 0, score: score,
            length: key & ~RowRanks.retired)
        if top.isTooLow(hit, from: segment.firstID) { return false }
        guard let id = try liveID(of: row, in: segment) else { return true }
        hit.id = id
        top.insert(hit)
        return true
    }
}

/// The rows of a segment that hold a word in any text.
private final class WordCursor {
    /// Over titles, and over descriptions.
    let fields: [PhraseCursor?]
    /// Where the cursor is; `UInt32.max` at the end.
    private(set) var row: UInt32 = 0
    /// About the number of rows.
    let weight: Int

    /// Returns nil when the segment does not have the word.
    init?(_ phrase: IndexPhrase, _ index: IndexSearcher, segment: Int) throws {
        let needsStarts = phrase.character == nil
        fields = try [IndexField.title, .description].map {
            try index.cursor(for: phrase, in: $0, segment: segment, needsStarts: needsStarts)
        }
        weight = fields.reduce(0) { $0 + ($1?.weight ?? 0) }
        if fields[0] == nil && fields[1] == nil { return nil }
        row = fields.reduce(.max) { min($0, $1?.row ?? .max) }
    }

    package func seek(_ target: UInt32) throws {
        for field in fields { try field?.seek(target) }
        row = fields.reduce(.max) { min($0, $1?.row ?? .max) }
    }
}
