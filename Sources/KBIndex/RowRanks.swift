/// What the rows of a segment are ordered by: retired ones last, then the length of the description.
struct RowRanks: Sendable {
    /// Retired ones have this bit set; the others are the number of tokens in the description.
    static let retired: UInt32 = 1 << 31

    /// The rank of a document whose description has so many tokens.
    static func key(length: Int, isRetired: Bool) -> UInt32 {
        UInt32(min(length, Int(retired) - 1)) | (isRetired ? retired : 0)
    }

    /// A key in the high, the first row that has it in the low 32 bits; both ascend.
    private var entries: [UInt64] = []

    init() {}

    /// Reads what ``bytes`` wrote.
    init(_ bytes: UnsafeRawBufferPointer) {
        entries = (0..<bytes.count / 8).map {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
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
            if UInt32(truncatingIfNeeded: entries[middle]) <= row {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low > 0 ? UInt32(truncatingIfNeeded: entries[low - 1] >> 32) : 0
    }
}

extension FixedWidthInteger {
    /// The bytes, the lowest first.
    var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian, Array.init) }
}
