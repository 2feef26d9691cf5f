/// Copies a range of bytes as text; bytes that are not UTF-8 become U+FFFD.
@inline(__always)
func copied(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
}
