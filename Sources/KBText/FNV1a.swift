/// The hash FNV-1a of 64 bits (RFC 9923), which is the same in every process.
package struct FNV1a {
    /// The hash of what has been added.
    package var value: UInt64

    /// Begins with the hash of nothing, or goes on with that of what was added before.
    @inlinable @inline(__always)
    package init(_ value: UInt64 = 0xCBF2_9CE4_8422_2325) { self.value = value }

    /// Adds a byte, or a larger unit as a whole.
    @inlinable @inline(__always)
    package mutating func add(_ unit: UInt64) { value = (value ^ unit) &* 0x100_0000_01B3 }
}
