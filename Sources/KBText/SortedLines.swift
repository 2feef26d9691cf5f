/// The generated tables, each one a constant text in read-only memory.
enum Tables {}

/// A look-up in a generated table: lines sorted by their UTF-8 bytes, each ended by a newline.
///
/// Nothing is parsed or allocated beforehand; a look-up is a binary search over the bytes.
struct SortedLines: Sendable {
    /// Kept rather than a pointer, which is not `Sendable`.
    private let text: StaticString

    init(_ text: StaticString) {
        self.text = text
    }

    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    /// The offset of the first line that is not less than `key`; the table's length when there is none.
    func lowerBound(of key: UnsafeBufferPointer<UInt8>) -> Int {
        let bytes = self.bytes
        var low = 0
        var high = bytes.count
        // `low` and `high` always are starts of lines (or the end).
        while low < high {
            var middle = low + (high - low) / 2
            while middle > low && bytes[middle - 1] != UInt8.newline {
                middle -= 1
            }
            if isLess(bytes, at: middle, than: key) {
                low = endOfLine(from: middle) + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private func isLess(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, than key: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        for (offset, wanted) in key.enumerated() {
            let byte = bytes[start + offset]
            // A newline is less than any other byte of a key, so a line that ends first is less.
            if byte != wanted { return byte < wanted }
        }
        return false
    }

    /// Tells whether the line at `start` begins with `key`.
    func line(at start: Int, beginsWith key: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = self.bytes
        guard start + key.count <= bytes.count else { return false }
        for offset in 0..<key.count where bytes[start + offset] != key[offset] { return false }
        return true
    }

    /// The offset of the newline that ends the line in which `start` lies.
    func endOfLine(from start: Int) -> Int {
        let bytes = self.bytes
        var end = start
        while end < bytes.count && bytes[end] != UInt8.newline {
            end += 1
        }
        return end
    }

    /// What follows `scalar` on the line that begins with it; nil when no line does.
    func value(of scalar: Unicode.Scalar) -> Substring.UnicodeScalarView? {
        let line: String? = withUTF8(of: scalar) { key in
            let start = lowerBound(of: key)
            guard self.line(at: start, beginsWith: key) else { return nil }
            return String(
                decoding: UnsafeBufferPointer(rebasing: bytes[start..<endOfLine(from: start)]), as: UTF8.self)
        }
        return line?.unicodeScalars.dropFirst()
    }
}

extension UInt8 {
    static let newline: UInt8 = 0x0A
    static let tab: UInt8 = 0x09
}
