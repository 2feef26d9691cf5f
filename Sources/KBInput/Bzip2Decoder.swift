import CCompression

/// bzip2, by libbz2.
final class Bzip2Decoder: Decoder {
    private let stream = UnsafeMutablePointer<bz_stream>.allocate(capacity: 1)

    init() throws(DecodingFailure) {
        stream.initialize(to: bz_stream())
        try begin()
    }

    deinit {
        BZ2_bzDecompressEnd(stream)
        stream.deallocate()
    }

    func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(DecodingFailure) -> DecodingStep {
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: CChar.self))
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        stream.pointee.avail_out = UInt32(output.count)
        let result = BZ2_bzDecompress(stream)
        let step = DecodingStep(
            used: input.count - Int(stream.pointee.avail_in),
            made: output.count - Int(stream.pointee.avail_out), isEnd: result == BZ_STREAM_END)
        switch result {
        case BZ_OK: break
        case BZ_STREAM_END:
            BZ2_bzDecompressEnd(stream)
            try begin()
        case BZ_MEM_ERROR: throw .tooMuchMemory
        default: throw .damaged
        }
        return step
    }

    private func begin() throws(DecodingFailure) {
        guard BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else { throw .tooMuchMemory }
    }
}
