import CCompression

/// gzip, by zlib.
final class GzipDecoder: Decoder {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    init() throws(DecodingFailure) {
        stream.initialize(to: z_stream())
        // The largest window, and the header of gzip.
        let result = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else { throw .tooMuchMemory }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(DecodingFailure) -> DecodingStep {
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(output.count)
        let result = inflate(stream, Z_NO_FLUSH)
        switch result {
        // Z_BUF_ERROR: there was nothing to do.
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: inflateReset(stream)
        case Z_MEM_ERROR: throw .tooMuchMemory
        default: throw .damaged
        }
        return DecodingStep(
            used: input.count - Int(stream.pointee.avail_in),
            made: output.count - Int(stream.pointee.avail_out), isEnd: result == Z_STREAM_END)
    }
}
