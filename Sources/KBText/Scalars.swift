/// Decoding UTF-8 by hand, for loops over bytes that are known to be valid.
extension UnsafeRawBufferPointer {
    /// The scalar whose UTF-8 form starts at `offset`, and its length; the bytes must be valid UTF-8.
    @inlinable @inline(__always)
    package func scalar(at offset: Int) -> (value: UInt32, length: Int) {
        let first = UInt32(self[offset])
        if first < 0x80 { return (first, 1) }
        if first < 0xE0 { return ((first & 0x1F) << 6 | tail(offset + 1), 2) }
        if first < 0xF0 { return ((first & 0x0F) << 12 | tail(offset + 1) << 6 | tail(offset + 2), 3) }
        return (
            (first & 0x07) << 18 | tail(offset + 1) << 12 | tail(offset + 2) << 6 | tail(offset + 3), 4
        )
    }

    @inlinable @inline(__always)
    package func tail(_ offset: Int) -> UInt32 {
        UInt32(self[offset] & 0x3F)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The scalar whose UTF-8 form starts at `offset`, and its length; the bytes must be valid UTF-8.
    @inlinable @inline(__always)
    package func scalar(at offset: Int) -> (value: UInt32, length: Int) {
        UnsafeRawBufferPointer(self).scalar(at: offset)
    }
}

/// Calls `body` with the UTF-8 form of `scalar`, without allocating.
func withUTF8<Result>(of scalar: Unicode.Scalar, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { buffer in
        var count = 0
        for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            buffer.initializeElement(at: count, to: unit)
            count += 1
        }
        return body(UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
}

extension String {
    /// A text of these scalars.
    @inlinable
    package init(scalars: some Sequence<Unicode.Scalar>) {
        self.init()
        // Appending them all at once is generic code, ten times as slow for a few of them.
        for scalar in scalars { unicodeScalars.append(scalar) }
    }
}
