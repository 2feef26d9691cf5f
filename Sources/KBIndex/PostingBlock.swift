/// How a list of occurrences is written.
///
/// An occurrence is a row of the segment and a position in its field. A list is cut into blocks of about 128
/// occurrences; all of one row are in one block. A block is: the number of occurrences (a varint), the parameter k of
/// the gaps and the width of the positions in bits (a byte each), the first row (a varint); where there is more than
/// one occurrence, the number of bytes of the gaps (a varint) and the gaps from row to row; then the positions.
/// Bits are filled from the lowest on. A gap is a Rice code: ⌊gap / 2ᵏ⌋ zeros, a one, and the k low bits (Rice and
/// Plaunt, 1971); a position is as many bits as the block's widest one takes. A list without positions has width 0
/// for them, and each row once.
enum PostingBlock {
    /// A block is full with so many occurrences.
    static let usualCount = 128
    /// A chunk, the part of a list that is read at once, is full with so many bytes.
    static let chunkSize = 16_000

    /// Appends a block.
    ///
    /// - Parameters:
    ///   - occurrences: Row in the high, position in the low 32 bits, ascending.
    ///   - hasPositions: Whether positions are kept.
    ///   - bytes: What to append to.
    static func append(
        _ occurrences: Slice<UnsafeBufferPointer<UInt64>>, hasPositions: Bool, to bytes: inout [UInt8]
    ) {
        guard let first = occurrences.first else { return }
        var largest: UInt64 = 0
        var positions: UInt64 = 0
        var previous = first >> 32
        for occurrence in occurrences {
            let row = occurrence >> 32
            largest = max(largest, row - previous)
            previous = row
            positions |= occurrence & 0xFFFF_FFFF
        }
        // About the logarithm of the mean is best; and no code may be so long that it needs more than one load.
        let mean = (previous - first >> 32) / UInt64(max(1, occurrences.count - 1))
        let parameter = max(
            63 - Int((mean | 1).leadingZeroBitCount), 64 - Int(largest.leadingZeroBitCount) - 5, 0)
        let positionWidth = hasPositions ? 64 - positions.leadingZeroBitCount : 0
        appendVarint(UInt64(occurrences.count), to: &bytes)
        bytes.append(UInt8(parameter))
        bytes.append(UInt8(positionWidth))
        appendVarint(first >> 32, to: &bytes)
        if occurrences.count > 1 { appendGaps(occurrences, parameter: parameter, to: &bytes) }
        if positionWidth > 0 {
            var packed = BitWriter()
            for occurrence in occurrences {
                packed.write(occurrence & 0xFFFF_FFFF, width: positionWidth, to: &bytes)
            }
            packed.end(&bytes)
        }
    }

    /// Appends the number of bytes of the gaps, and the gaps.
    @inline(__always)
    private static func appendGaps(
        _ occurrences: Slice<UnsafeBufferPointer<UInt64>>, parameter: Int, to bytes: inout [UInt8]
    ) {
        var previous = occurrences[occurrences.startIndex] >> 32
        var bits = (occurrences.count - 1) * (parameter + 1)
        for occurrence in occurrences.dropFirst() {
            bits += Int(truncatingIfNeeded: (occurrence >> 32 - previous) >> UInt64(parameter))
            previous = occurrence >> 32
        }
        appendVarint(UInt64((bits + 7) / 8), to: &bytes)
        previous = occurrences[occurrences.startIndex] >> 32
        var gaps = BitWriter()
        for occurrence in occurrences.dropFirst() {
            let gap = occurrence >> 32 - previous
            previous = occurrence >> 32
            let high = Int(truncatingIfNeeded: gap >> UInt64(parameter))
            gaps.write(1 << UInt64(high), width: high + 1, to: &bytes)
            gaps.write(gap & (1 << UInt64(parameter) - 1), width: parameter, to: &bytes)
        }
        gaps.end(&bytes)
    }

    /// Fills bytes from the lowest bit on.
    private struct BitWriter {
        private var pending: UInt64 = 0
        private var count = 0

        /// Writes at most 32 bits.
        @inline(__always)
        mutating func write(_ value: UInt64, width: Int, to bytes: inout [UInt8]) {
            pending |= value << UInt64(count)
            count += width
            while count >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: pending))
                pending >>= 8
                count -= 8
            }
        }

        @inline(__always)
        func end(_ bytes: inout [UInt8]) {
            if count > 0 { bytes.append(UInt8(truncatingIfNeeded: pending)) }
        }
    }

    static func appendVarint(_ value: UInt64, to bytes: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }
}
