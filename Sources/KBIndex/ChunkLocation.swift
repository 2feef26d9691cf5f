/// Where a chunk of a list is in the stream.
struct ChunkLocation {
    /// The first row of the segment that the chunk is about.
    var firstRow: UInt32
    /// The number of bytes.
    var size: Int
    /// Where the chunk begins.
    var place: Int64

    /// The first rows and sizes of a list's chunks, four bytes each, little-endian.
    static func bytes(of list: FieldLists.List) -> [UInt8] {
        var start = UInt32(list.bytes.startIndex)
        return list.chunks.flatMap { chunk in
            defer { start = chunk.end }
            return chunk.firstRow.littleEndianBytes + (chunk.end - start).littleEndianBytes
        }
    }

    /// Reads what ``bytes(of:)`` wrote of a list that begins at `place`.
    static func all(_ bytes: UnsafeRawBufferPointer, from place: Int64) -> [ChunkLocation] {
        var place = place
        return stride(from: 0, to: bytes.count - 7, by: 8).map { offset in
            func value(_ offset: Int) -> UInt32 {
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            }
            defer { place &+= Int64(value(offset + 4)) }
            return ChunkLocation(firstRow: value(offset), size: Int(value(offset + 4)), place: place)
        }
    }
}
