/// The lists of a segment in one field, in a few flat arrays.
struct FieldLists: Sendable {
    /// The part of a list that is read at once.
    struct Chunk: Sendable {
        /// The first row that it is about.
        var firstRow: UInt32
        /// Where it ends in `bytes`.
        var end: UInt32
    }

    /// A list as it is written.
    struct List {
        /// The number of rows.
        var rows: Int
        /// All blocks.
        var bytes: ArraySlice<UInt8>
        /// Where the blocks are parted; the ends count in the array that `bytes` is a slice of.
        var chunks: ArraySlice<Chunk>
    }

    let field: IndexField
    /// The places of the terms that have a list, ascending; see ``SegmentTerms``.
    private(set) var terms: [UInt32] = []
    private var rows: [UInt32] = []
    private var chunkEnds: [UInt32] = []
    private var chunks: [Chunk] = []
    private var bytes: [UInt8] = []

    init(_ field: IndexField) {
        self.field = field
    }

    var count: Int { terms.count }

    subscript(number: Int) -> List {
        let first = number == 0 ? 0 : Int(chunkEnds[number - 1])
        let chunks = chunks[first..<Int(chunkEnds[number])]
        let start = first == 0 ? 0 : Int(self.chunks[first - 1].end)
        return List(
            rows: Int(rows[number]), bytes: bytes[start..<Int(chunks.last?.end ?? UInt32(start))],
            chunks: chunks)
    }

    /// The list of the term at a place; nil when it has none in this field.
    func list(ofTermAt place: Int) -> List? {
        var (low, high) = (0, terms.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(terms[middle]) < place { low = middle + 1 } else { high = middle }
        }
        return low < terms.count && Int(terms[low]) == place ? self[low] : nil
    }

    /// Appends the list of a term.
    ///
    /// - Parameters:
    ///   - occurrences: Row in the high, position in the low 32 bits, ascending.
    ///   - hasPositions: Whether positions are kept.
    ///   - term: The place of the term, higher than those before.
    mutating func append(
        _ occurrences: Slice<UnsafeBufferPointer<UInt64>>, hasPositions: Bool, ofTermAt term: UInt32
    ) {
        var count: UInt32 = 0
        var chunkStart = bytes.count
        var start = occurrences.startIndex
        var firstRow = UInt32(truncatingIfNeeded: occurrences[start] >> 32)
        while start < occurrences.endIndex {
            let end = Self.endOfBlock(occurrences, from: start)
            PostingBlock.append(occurrences[start..<end], hasPositions: hasPositions, to: &bytes)
            var last = UInt64.max
            for index in start..<end {
                let row = occurrences[index] >> 32
                if row != last { count += 1 }
                last = row
            }
            start = end
            if bytes.count - chunkStart >= PostingBlock.chunkSize, start < occurrences.endIndex {
                chunks.append(Chunk(firstRow: firstRow, end: UInt32(bytes.count)))
                chunkStart = bytes.count
                firstRow = UInt32(truncatingIfNeeded: occurrences[start] >> 32)
            }
        }
        chunks.append(Chunk(firstRow: firstRow, end: UInt32(bytes.count)))
        chunkEnds.append(UInt32(chunks.count))
        terms.append(term)
        rows.append(count)
    }

    /// As many whole rows as fit into a block, at least one.
    @inline(__always)
    private static func endOfBlock(_ occurrences: Slice<UnsafeBufferPointer<UInt64>>, from start: Int) -> Int
    {
        var end = min(start + PostingBlock.usualCount, occurrences.endIndex)
        guard end < occurrences.endIndex else { return end }
        var cut = end
        while cut > start, occurrences[cut] >> 32 == occurrences[cut - 1] >> 32 { cut -= 1 }
        if cut > start { return cut }
        while end < occurrences.endIndex, occurrences[end] >> 32 == occurrences[start] >> 32 { end += 1 }
        return end
    }
}
