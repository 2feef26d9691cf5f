#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Conversion to UTF-8 by the system's iconv.
enum Iconv {
    /// Why a conversion failed.
    enum Fault: Error, Equatable {
        /// The system's iconv does not know the encoding, or gave up for want of memory.
        case unavailable
        /// The bytes from this offset on are not in the encoding.
        case invalid(byteOffset: Int)
    }

    /// Converts bytes to UTF-8, strictly; the result takes at most one and a half times their room.
    static func convert(
        _ bytes: UnsafeRawBufferPointer, from encoding: SourceEncoding
    ) throws(Fault) -> [UInt8] {
        let descriptor = iconv_open("UTF-8", encoding.rawValue)
        guard let descriptor, Int(bitPattern: descriptor) != -1 else { throw .unavailable }
        defer { iconv_close(descriptor) }
        // Two bytes become at most three, and four at most four.
        let capacity = bytes.count / 2 * 3 + 8
        var fault: Fault?
        let result = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            // iconv takes its input as mutable, and does not write to it.
            var source = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?
                .assumingMemoryBound(to: CChar.self)
            var sourceLeft = bytes.count
            var target = UnsafeMutableRawPointer(output.baseAddress)?.assumingMemoryBound(to: CChar.self)
            var targetLeft = capacity
            if iconv(descriptor, &source, &sourceLeft, &target, &targetLeft) == -1 {
                fault = errno == E2BIG ? .unavailable : .invalid(byteOffset: bytes.count - sourceLeft)
            }
            count = capacity - targetLeft
        }
        if let fault { throw fault }
        return result
    }
}
