/// The list of a term in one field of one segment, as it was found.
enum PostingList {
    /// All blocks, followed by ``padding`` bytes.
    case whole([UInt8])
    /// Chunks in the stream of the segment.
    case stored([ChunkLocation])
    /// Rows, each with one position.
    case decoded(rows: [UInt32], positions: [UInt32])

    /// Unpacking reads eight bytes at a time, past the end of a list.
    static let padding = 8

    /// All blocks of a list, in a buffer that may be read past its end.
    static func whole(_ bytes: UnsafeRawBufferPointer) -> PostingList {
        .whole(
            [UInt8](unsafeUninitializedCapacity: bytes.count + padding) { buffer, initialized in
                buffer.initialize(repeating: 0)
                UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
                initialized = buffer.count
            })
    }
}
