/// A part of the index: some rows of one book, in the order of their rank.
///
/// Rows are numbered from 0: active before retired ones, those with a short description before those with a long
/// one, then by `codes.id`. So a list of rows is in the order in which single matches are ranked, and reading it can
/// stop early.
package struct SegmentData: Sendable {
    /// The list of a term in a field.
    struct List: Sendable {
        var term: String
        var field: IndexField
        /// The number of rows in the list.
        var rows: Int
        /// The blocks, parted where a chunk is full.
        var chunks: [[UInt8]]
        /// The first row of each chunk.
        var firstRows: [UInt32]

        /// The number of bytes of all chunks.
        var size: Int { chunks.reduce(0) { $0 + $1.count } }
    }

    /// `codes.id` of each row.
    var ids: [Int64]
    /// The length of their texts.
    var bytes = 0
    /// For each rank that occurs, the first row that has it.
    var ranks: RowRanks
    /// The lists by the bytes of their terms, then by field.
    var lists: [List]

    /// Makes a segment of rows, in any order.
    ///
    /// Cost: about 30 ns a character of Chinese text; memory some 12 bytes a character, while that of the rows is
    /// given back one by one.
    package init(_ rows: consuming [IndexDocument]) {
        let bytes = rows.reduce(0) { $0 + $1.bytes }
        var builder = SegmentBuilder(bytes: bytes)
        while let row = rows.popLast() { builder.add(row) }
        self = builder.finish()
        self.bytes = bytes
    }

    init(ids: [Int64], ranks: RowRanks, lists: [List]) {
        self.ids = ids
        self.ranks = ranks
        self.lists = lists
    }
}

/// What the rows of a segment are ordered by: retired ones last, then the length of the description.
struct RowRanks: Sendable {
    /// Retired ones have this bit set; the others are the number of tokens in the description.
    static let retired: UInt32 = 1 << 31

    /// A key in the high, the first row that has it in the low 32 bits; both ascend.
    private var entries: [UInt64] = []

    init() {}

    /// Reads what ``bytes`` wrote.
    init(_ bytes: UnsafeRawBufferPointer) {
        entries = [UInt64](unsafeUninitializedCapacity: bytes.count / 8) { buffer, initialized in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[..<(buffer.count * 8)]))
            initialized = buffer.count
        }
    }

    /// Notes the key of the next row; keys never descend.
    mutating func append(_ key: UInt32, row: Int) {
        if let last = entries.last, last >> 32 == UInt64(key) { return }
        entries.append(UInt64(key) << 32 | UInt64(row))
    }

    /// The entries, eight bytes each, little-endian.
    var bytes: [UInt8] {
        entries.flatMap(\.littleEndianBytes)
    }

    /// The key of a row.
    func key(of row: UInt32) -> UInt32 {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if UInt32(truncatingIfNeeded: UInt64(littleEndian: entries[middle])) <= row {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low > 0 ? UInt32(truncatingIfNeeded: UInt64(littleEndian: entries[low - 1]) >> 32) : 0
    }
}

extension FixedWidthInteger {
    /// The bytes, the lowest first.
    var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian, Array.init) }
}
