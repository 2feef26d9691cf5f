/// The beginning of a tar archive.
enum TarHeader {
    private static let size = 512
    /// The sum of the header's bytes, in octal digits.
    private static let sum = 148..<156

    /// Whether a file begins like a tar archive: the header says what the sum of its bytes is (POSIX, `ustar`).
    static func isBeginning(_ bytes: Bytes) -> Bool {
        guard bytes.count >= size, bytes[0] != 0 else { return false }
        var total = 0
        for place in 0..<size { total += sum.contains(place) ? 0x20 : Int(bytes[place]) }
        let digits = bytes[sum].drop { $0 == 0x20 }.prefix { 0x30...0x37 ~= $0 }
        return !digits.isEmpty && digits.reduce(0) { $0 * 8 + Int($1 - 0x30) } == total
    }
}
