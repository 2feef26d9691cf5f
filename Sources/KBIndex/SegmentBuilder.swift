/// Turns rows into the lists of a segment, by counting: no sorting but of the terms and the rows.
struct SegmentBuilder {
    /// The tokens of one field of all rows, one row after the other.
    private struct Stream {
        var tokens: [UInt32] = []
        var starts: [Int] = [0]
        /// The position of each token; empty where it is its place in the row.
        var positions: [UInt32] = []

        func range(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }
    }

    private struct Sink: TokenSink {
        var terms: TermTable
        var tokens: [UInt32] = []

        mutating func han(_ first: UInt32, _ second: UInt32) { tokens.append(terms.number(first, second)) }
        mutating func word(_ bytes: UnsafeBufferPointer<UInt8>) { tokens.append(terms.number(bytes)) }
    }

    private var tokenizer = Tokenizer()
    private var sink = Sink(terms: TermTable())
    private var titles = Stream()
    private var descriptions = Stream()
    private var rows: [(id: Int64, isRetired: Bool)] = []

    /// Starts with room for descriptions of so many bytes: Chinese text has a token for every three.
    init(bytes: Int) {
        descriptions.tokens.reserveCapacity(bytes / 3)
    }

    mutating func add(_ row: IndexDocument) {
        swap(&sink.tokens, &titles.tokens)
        for (number, title) in row.titles.prefix(TitlePosition.mostTitles).enumerated() {
            let start = sink.tokens.count
            tokenizer.tokenize(title, into: &sink)
            let length = min(sink.tokens.count - start, TitlePosition.mostTokens)
            sink.tokens.removeLast(sink.tokens.count - start - length)
            for place in 0..<length {
                titles.positions.append(TitlePosition.make(title: number, length: length, place: place))
            }
        }
        swap(&sink.tokens, &titles.tokens)
        titles.starts.append(titles.tokens.count)

        swap(&sink.tokens, &descriptions.tokens)
        tokenizer.tokenize(row.description, into: &sink)
        swap(&sink.tokens, &descriptions.tokens)
        descriptions.starts.append(descriptions.tokens.count)
        rows.append((row.id, row.isRetired))
    }

    mutating func finish() -> SegmentData {
        let keys = rows.indices.map { row in
            UInt32(min(descriptions.range(of: row).count, Int(RowRanks.retired) - 1))
                | (rows[row].isRetired ? RowRanks.retired : 0)
        }
        let order = rows.indices.sorted { (keys[$0], rows[$0].id) < (keys[$1], rows[$1].id) }
        var ranks = RowRanks()
        for (row, source) in order.enumerated() { ranks.append(keys[source], row: row) }

        let terms = sink.terms.sorted()
        let characters = CharacterNumbers(terms: sink.terms)
        var lists: [SegmentData.List] = []
        var all: [[UInt32: SegmentData.List]] = []
        for (stream, field, characterField) in [
            (titles, IndexField.title, IndexField.titleCharacter),
            (descriptions, .description, .descriptionCharacter),
        ] {
            all.append(Self.lists(of: stream, order, count: terms.count, field: field))
            all.append(Self.rowLists(of: stream, order, characters, field: characterField))
        }
        lists.reserveCapacity(terms.count * 2)
        for term in terms {
            for var list in all.compactMap({ $0[term.number] }) {
                list.term = term.text
                lists.append(list)
            }
        }
        return SegmentData(ids: order.map { rows[$0].id }, ranks: ranks, lists: lists)
    }

    /// The lists of one field, by the number of their term.
    private static func lists(
        of stream: Stream, _ order: [Int], count: Int, field: IndexField
    ) -> [UInt32: SegmentData.List] {
        var ends = [Int](repeating: 0, count: count + 1)
        for token in stream.tokens { ends[Int(token) + 1] += 1 }
        for term in 0..<count { ends[term + 1] += ends[term] }
        // ends[term] is where the next occurrence of the term goes, and at last where its list ends.
        let occurrences = [UInt64](unsafeUninitializedCapacity: stream.tokens.count) { buffer, initialized in
            ends.withUnsafeMutableBufferPointer { ends in
                stream.tokens.withUnsafeBufferPointer { tokens in
                    let hasPositions = !stream.positions.isEmpty
                    for (row, source) in order.enumerated() {
                        let range = stream.range(of: source)
                        for index in range {
                            let term = Int(tokens[index])
                            let position =
                                hasPositions
                                ? UInt64(stream.positions[index]) : UInt64(index - range.lowerBound)
                            buffer.initializeElement(at: ends[term], to: UInt64(row) << 32 | position)
                            ends[term] += 1
                        }
                    }
                }
            }
            initialized = stream.tokens.count
        }
        return lists(of: occurrences, ending: ends, field: field, hasPositions: true) { UInt32($0) }
    }

    /// Lists of rows alone, by the number of the term that the character is.
    private static func rowLists(
        of stream: Stream, _ order: [Int], _ characters: CharacterNumbers, field: IndexField
    ) -> [UInt32: SegmentData.List] {
        let count = characters.count
        var ends = [Int](repeating: 0, count: count + 1)
        var seen = [UInt32](repeating: .max, count: count)
        var total = 0
        func forEach(_ body: (Int, UInt32) -> Void) {
            for index in seen.indices { seen[index] = .max }
            for (row, source) in order.enumerated() {
                for index in stream.range(of: source) {
                    let number = characters.ofTerm[Int(stream.tokens[index])]
                    guard number != .max else { continue }
                    let character = Int(number)
                    guard seen[character] != UInt32(row) else { continue }
                    seen[character] = UInt32(row)
                    body(character, UInt32(row))
                }
            }
        }
        forEach { character, _ in
            ends[character + 1] += 1
            total += 1
        }
        for character in 0..<count { ends[character + 1] += ends[character] }
        var occurrences = [UInt64](repeating: 0, count: total)
        forEach { character, row in
            occurrences[ends[character]] = UInt64(row) << 32
            ends[character] += 1
        }
        return lists(of: occurrences, ending: ends, field: field, hasPositions: false) {
            characters.terms[$0]
        }
    }

    /// Encodes occurrences that stand list by list, each ending at its place in `ends`; `term` is a list's term.
    private static func lists(
        of occurrences: [UInt64], ending ends: [Int], field: IndexField, hasPositions: Bool,
        term: (Int) -> UInt32
    ) -> [UInt32: SegmentData.List] {
        var lists: [UInt32: SegmentData.List] = [:]
        occurrences.withUnsafeBufferPointer { occurrences in
            var start = 0
            for (number, end) in ends.dropLast().enumerated() {
                if end > start {
                    lists[term(number)] = encode(
                        occurrences[start..<end], field: field, hasPositions: hasPositions)
                }
                start = end
            }
        }
        return lists
    }

    private static func encode(
        _ occurrences: Slice<UnsafeBufferPointer<UInt64>>, field: IndexField, hasPositions: Bool
    ) -> SegmentData.List {
        var list = SegmentData.List(term: "", field: field, rows: 0, chunks: [], firstRows: [])
        var bytes: [UInt8] = []
        var start = occurrences.startIndex
        while start < occurrences.endIndex {
            // As many whole rows as fit.
            var end = min(start + PostingBlock.usualCount, occurrences.endIndex)
            if end < occurrences.endIndex {
                var cut = end
                while cut > start, occurrences[cut] >> 32 == occurrences[cut - 1] >> 32 { cut -= 1 }
                if cut > start {
                    end = cut
                } else {
                    while end < occurrences.endIndex, occurrences[end] >> 32 == occurrences[start] >> 32 {
                        end += 1
                    }
                }
            }
            if bytes.isEmpty { list.firstRows.append(UInt32(occurrences[start] >> 32)) }
            PostingBlock.append(occurrences[start..<end], hasPositions: hasPositions, to: &bytes)
            for index in start..<end
            where index == start || occurrences[index] >> 32 != occurrences[index - 1] >> 32 {
                list.rows += 1
            }
            if bytes.count >= PostingBlock.chunkSize {
                list.chunks.append(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
            start = end
        }
        if !bytes.isEmpty { list.chunks.append(bytes) }
        return list
    }
}

/// Numbers for the Han characters that tokens begin with.
private struct CharacterNumbers {
    /// The term that each character is by itself.
    private(set) var terms: [UInt32] = []
    /// The number of each term's first character, `UInt32.max` for none.
    let ofTerm: [UInt32]

    var count: Int { terms.count }

    /// Every character that a pair begins with is a term by itself; see ``TermTable/number(_:_:)``.
    init(terms table: TermTable) {
        var numbers: [UInt32: UInt32] = [:]
        var ofTerm = [UInt32](repeating: .max, count: table.count)
        for term in 0..<table.count {
            guard let first = table.firstCharacter(of: term), let alone = table.knownNumber(first, 0) else {
                continue
            }
            let number = numbers[alone] ?? UInt32(terms.count)
            if numbers[alone] == nil {
                numbers[alone] = number
                terms.append(alone)
            }
            ofTerm[term] = number
        }
        self.ofTerm = ofTerm
    }
}
