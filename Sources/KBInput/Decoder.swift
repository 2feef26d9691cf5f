/// Makes the bytes that a library of Debian's has compressed what they were, in memory that does not depend on them.
protocol Decoder: AnyObject {
    /// Decodes a part.
    ///
    /// - Parameters:
    ///   - input: What comes next; may be empty, to have what is left over from before.
    ///   - output: Room for some bytes.
    /// - Returns: How many bytes of the input were used, how many came out, and whether a stream ended with them:
    ///   another may follow.
    /// - Throws: ``DecodingFailure``.
    func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(DecodingFailure) -> DecodingStep
}

/// What a decoder did.
struct DecodingStep {
    var used: Int
    var made: Int
    var isEnd: Bool
}

/// Why bytes cannot be decoded.
enum DecodingFailure: Error {
    case damaged
    /// The stream wants more memory than it may have.
    case tooMuchMemory
}
