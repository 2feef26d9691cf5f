import KBText

/// Turns documents into the lists of a segment by a counting sort; only terms and rows are sorted by comparing.
///
/// What it holds is flat, so that memory is a matter of the number of characters and terms, whatever the text.
struct SegmentBuilder {
    /// The tokens of one field of all documents, one document after the other.
    private struct Stream {
        var tokens: [UInt32] = []
        var starts: [Int] = [0]
        /// The position of each token; empty where it is its place in the document.
        var positions: [UInt32] = []

        func range(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }
    }

    /// Turns texts into numbers of terms.
    private struct Numberer {
        private var tokenizer = Tokenizer()
        private var tokens = Tokens()
        var table = TermTable()

        /// Appends the numbers of a text's first tokens; returns how many there are.
        mutating func append(_ text: String, most: Int, to stream: inout [UInt32]) -> Int {
            tokens.removeAll()
            tokenizer.tokenize(text, into: &tokens)
            for key in tokens.keys.prefix(most) {
                stream.append(
                    key.isWord ? table.number(tokens.letters[tokens.range(of: key)]) : table.number(key))
            }
            return min(tokens.keys.count, most)
        }
    }

    private var numberer = Numberer()
    private var titles = Stream()
    private var descriptions = Stream()
    private var keys = Stream()
    private var rows: [(id: Int64, isRetired: Bool)] = []
    private var bytes = 0

    /// Starts with room for descriptions of so many bytes: Chinese text has a token for every three.
    init(bytes: Int) {
        descriptions.tokens.reserveCapacity(bytes / 3)
    }

    /// Whether there are as many documents or terms as a segment may have.
    var isFull: Bool { rows.count >= SegmentLimits.rows || numberer.table.count >= SegmentLimits.terms }

    mutating func add(_ document: IndexDocument) {
        for (number, title) in document.titles.prefix(TitlePosition.mostTitles).enumerated() {
            let length = numberer.append(title, most: TitlePosition.mostTokens, to: &titles.tokens)
            for place in 0..<length {
                titles.positions.append(TitlePosition.make(title: number, length: length, place: place))
            }
        }
        titles.starts.append(titles.tokens.count)
        _ = numberer.append(document.description, most: .max, to: &descriptions.tokens)
        descriptions.starts.append(descriptions.tokens.count)
        for key in document.keys { keys.tokens.append(numberer.table.number(key.term.bytes[...])) }
        keys.starts.append(keys.tokens.count)
        rows.append((document.id, document.isRetired))
        bytes += document.bytes
    }

    mutating func finish() -> SegmentData {
        let rankKeys = rows.indices.map { row in
            RowRanks.key(length: descriptions.range(of: row).count, isRetired: rows[row].isRetired)
        }
        let order = rows.indices.sorted { (rankKeys[$0], rows[$0].id) < (rankKeys[$1], rows[$1].id) }
        var ranks = RowRanks()
        for (row, source) in order.enumerated() { ranks.append(rankKeys[source], row: row) }
        let table = numberer.table
        let terms = table.sorted()
        let characters = CharacterNumbers(table)
        var fields: [FieldLists] = []
        for (stream, field, characterField) in [
            (titles, IndexField.title, IndexField.titleCharacter),
            (descriptions, .description, .descriptionCharacter),
        ] {
            fields.append(Self.lists(of: stream, order, terms, field: field))
            fields.append(
                Self.characterLists(of: stream, order, terms, table, characters, field: characterField))
        }
        fields.append(Self.lists(of: keys, order, terms, field: .key))
        return SegmentData(
            ids: order.map { rows[$0].id }, bytes: bytes, ranks: ranks, terms: SegmentTerms(table, terms),
            fields: fields.sorted { $0.field.rawValue < $1.field.rawValue })
    }

    /// The lists of one field.
    private static func lists(
        of stream: Stream, _ order: [Int], _ terms: [UInt32], field: IndexField
    ) -> FieldLists {
        var ends = [UInt32](repeating: 0, count: terms.count + 1)
        for token in stream.tokens { ends[Int(token) + 1] += 1 }
        for term in terms.indices { ends[term + 1] += ends[term] }
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
                            buffer.initializeElement(at: Int(ends[term]), to: UInt64(row) << 32 | position)
                            ends[term] += 1
                        }
                    }
                }
            }
            initialized = stream.tokens.count
        }
        var lists = FieldLists(field)
        occurrences.withUnsafeBufferPointer { occurrences in
            for (place, term) in terms.enumerated() {
                let start = term == 0 ? 0 : Int(ends[Int(term) - 1])
                let end = Int(ends[Int(term)])
                if end > start {
                    lists.append(occurrences[start..<end], hasPositions: true, ofTermAt: UInt32(place))
                }
            }
        }
        return lists
    }

    /// Lists of rows alone, of single Han characters.
    private static func characterLists(
        of stream: Stream, _ order: [Int], _ terms: [UInt32], _ table: TermTable,
        _ characters: CharacterNumbers,
        field: IndexField
    ) -> FieldLists {
        var ends = [UInt32](repeating: 0, count: characters.count + 1)
        var seen = [UInt32](repeating: .max, count: characters.count)
        var total = 0
        func forEach(_ body: (Int, UInt32) -> Void) {
            for index in seen.indices { seen[index] = .max }
            for (row, source) in order.enumerated() {
                for index in stream.range(of: source) {
                    let number = characters.ofTerm[Int(stream.tokens[index])]
                    guard number != .max, seen[Int(number)] != UInt32(row) else { continue }
                    seen[Int(number)] = UInt32(row)
                    body(Int(number), UInt32(row))
                }
            }
        }
        forEach { character, _ in
            ends[character + 1] += 1
            total += 1
        }
        for character in 0..<characters.count { ends[character + 1] += ends[character] }
        var occurrences = [UInt64](repeating: 0, count: total)
        forEach { character, row in
            occurrences[Int(ends[character])] = UInt64(row) << 32
            ends[character] += 1
        }
        var lists = FieldLists(field)
        occurrences.withUnsafeBufferPointer { occurrences in
            for (place, term) in terms.enumerated() where table.isCharacter(Int(term)) {
                let number = Int(characters.ofTerm[Int(term)])
                let start = number == 0 ? 0 : Int(ends[number - 1])
                let end = Int(ends[number])
                if end > start {
                    lists.append(occurrences[start..<end], hasPositions: false, ofTermAt: UInt32(place))
                }
            }
        }
        return lists
    }
}
