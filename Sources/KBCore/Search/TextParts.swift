import KBIndex
import KBText

/// The pairs and words of a text in simplified characters, folded, as numbers that are cheap to compare.
struct TextParts {
    /// The pairs of Han characters, and the hashes of the words: each once, in order, since a set of so few costs more to
    /// make than it saves.
    let keys: [UInt64]
    private let text: String

    /// - Parameter text: A text in simplified characters, folded.
    init(_ text: String) {
        var text = text
        var keys: [UInt64] = []
        keys.reserveCapacity(text.utf8.count / 3 + 1)
        text.withUTF8 { bytes in Self.forEachKey(of: bytes) { keys.append($0) } }
        self.init(text, keys: keys)
    }

    /// - Parameters:
    ///   - text: A text in simplified characters, folded.
    ///   - keys: Its pairs and words in any order.
    init(_ text: String, keys: [UInt64]) {
        var keys = keys
        keys.sort()
        var kept = 0
        for place in keys.indices where kept == 0 || keys[kept - 1] != keys[place] {
            keys[kept] = keys[place]
            kept += 1
        }
        keys.removeLast(keys.count - kept)
        self.text = text
        self.keys = keys
    }

    /// Calls `body` with the pairs and words of a text in UTF-8, in order.
    @inline(__always)
    static func forEachKey(of text: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
        var previousHan: UInt64 = 0
        var word: UInt64 = 0
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte < 0x80 {
                previousHan = 0
                position += 1
                if (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
                    || (0x41...0x5A).contains(byte)
                {
                    word = Self.hash(word, UInt64(byte))
                } else {
                    if word != 0 { body(word) }
                    word = 0
                }
                continue
            }
            let (code, length) = text.scalar(at: position)
            position += length
            let value = UInt64(code)
            if Han.contains(value: code) {
                if previousHan != 0 { body(previousHan << 21 | value) }
                previousHan = value
            } else {
                previousHan = 0
                if let scalar = Unicode.Scalar(code), Word.contains(scalar) {
                    word = Self.hash(word, value)
                    continue
                }
            }
            if word != 0 { body(word) }
            word = 0
        }
        if word != 0 { body(word) }
    }

    /// The number of different pairs and words.
    var count: Int { keys.count }

    /// Tells whether a feature's term stands in the text.
    func holds(_ feature: RelaxedQuery.Feature) -> Bool {
        guard !feature.parts.isEmpty, feature.parts.allSatisfy(holds) else { return false }
        return feature.parts.count == 1 || FoldedText(text).holds(feature.needle)
    }

    /// Tells whether a Han character stands in the text.
    func holds(_ scalar: Unicode.Scalar) -> Bool { text.unicodeScalars.contains(scalar) }

    private func holds(_ key: UInt64) -> Bool {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key
    }

    /// FNV-1a over scalars, with the highest bit set to tell words from pairs.
    @inline(__always)
    private static func hash(_ word: UInt64, _ value: UInt64) -> UInt64 {
        var hash = word == 0 ? FNV1a() : FNV1a(word)
        hash.add(value)
        return hash.value | 1 << 63
    }
}
