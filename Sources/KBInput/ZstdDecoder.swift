import CCompression

/// Zstandard, by libzstd.
///
/// A frame whose window is larger than 128 MB, as only `zstd --ultra --long=28` and above make them, is refused.
final class ZstdDecoder: Decoder {
    private let stream: OpaquePointer

    init() throws(DecodingFailure) {
        guard let stream = ZSTD_createDStream() else { throw .tooMuchMemory }
        self.stream = stream
    }

    deinit {
        ZSTD_freeDStream(stream)
    }

    func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(DecodingFailure) -> DecodingStep {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let result = ZSTD_decompressStream(stream, &target, &source)
        if ZSTD_isError(result) != 0 {
            let isTooLarge = [ZSTD_error_frameParameter_windowTooLarge, ZSTD_error_memory_allocation]
                .contains(ZSTD_getErrorCode(result))
            throw isTooLarge ? .tooMuchMemory : .damaged
        }
        return DecodingStep(used: source.pos, made: target.pos, isEnd: result == 0)
    }
}
