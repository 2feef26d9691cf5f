#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Returns the first index in a range of bytes that holds `byte`, or nil; `memchr` makes it fast.
@inline(__always)
func firstIndex(of byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
    guard start < end, let base = bytes.baseAddress else { return nil }
    guard let found = memchr(base + start, Int32(byte), end - start) else { return nil }
    return UnsafeRawPointer(found) - base
}

/// Copies a range of bytes as text; bytes that are not UTF-8 become U+FFFD.
@inline(__always)
func copied(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
}

/// Decodes the scalar that starts at `index` in valid UTF-8.
@inline(__always)
func scalar(in bytes: UnsafeRawBufferPointer, at index: Int) -> (value: UInt32, length: Int) {
    let lead = UInt32(bytes[index])
    func low(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
    switch lead {
    case 0..<0x80: return (lead, 1)
    case 0..<0xE0: return ((lead & 0x1F) << 6 | low(1), 2)
    case 0..<0xF0: return ((lead & 0x0F) << 12 | low(1) << 6 | low(2), 3)
    default: return ((lead & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), 4)
    }
}
