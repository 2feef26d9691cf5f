import KBText

/// What a text consists of for the index, in the order of its positions.
///
/// In a run of Han characters each adjacent pair is a token and, last, the final character alone; so is each word
/// of other letters and digits, folded. Everything else only parts them.
package protocol TokenSink {
    /// A pair of Han characters, or with 0 in the place of `second` the last one of a run.
    mutating func han(_ first: UInt32, _ second: UInt32)
    /// A folded word in UTF-8.
    mutating func word(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// Cuts text into tokens.
struct Tokenizer {
    private var word: [UInt8] = []
    /// Whether the word at hand has characters that need more than ASCII's folding.
    private var isPlain = true

    init() {
        word.reserveCapacity(64)
    }

    /// Hands the tokens of a text to `sink`.
    ///
    /// Cost: linear, about 10 ns a character of Chinese text.
    mutating func tokenize(_ text: String, into sink: inout some TokenSink) {
        var text = text
        text.withUTF8 { tokenize($0, into: &sink) }
    }

    private mutating func tokenize(_ bytes: UnsafeBufferPointer<UInt8>, into sink: inout some TokenSink) {
        var position = 0
        var previousHan: UInt32 = 0
        while position < bytes.count {
            let (value, length) = Self.scalar(bytes, position)
            position += length
            if Han.contains(value: value) {
                if previousHan != 0 {
                    sink.han(previousHan, value)
                } else {
                    endWord(&sink)
                }
                previousHan = value
                continue
            }
            if previousHan != 0 {
                sink.han(previousHan, 0)
                previousHan = 0
            }
            if value < 0x80 {
                let byte = UInt8(truncatingIfNeeded: value)
                switch byte {
                case 0x30...0x39, 0x61...0x7A: word.append(byte)
                case 0x41...0x5A: word.append(byte + 0x20)
                default: endWord(&sink)
                }
            } else if let scalar = Unicode.Scalar(value), Word.contains(scalar) {
                word.append(contentsOf: bytes[position - length..<position])
                isPlain = false
            } else {
                endWord(&sink)
            }
        }
        if previousHan != 0 { sink.han(previousHan, 0) }
        endWord(&sink)
    }

    private mutating func endWord(_ sink: inout some TokenSink) {
        guard !word.isEmpty else { return }
        if isPlain {
            word.withUnsafeBufferPointer { sink.word($0) }
        } else {
            // A word may consist of nothing but marks.
            var folded = TextFolding.fold(String(decoding: word, as: UTF8.self))
            folded.withUTF8 { if !$0.isEmpty { sink.word($0) } }
            isPlain = true
        }
        word.removeAll(keepingCapacity: true)
    }

    /// Decodes the scalar at a position of valid UTF-8.
    @inline(__always)
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> (UInt32, Int) {
        let first = UInt32(bytes[position])
        if first < 0x80 { return (first, 1) }
        let second = UInt32(bytes[position + 1]) & 0x3F
        if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
        let third = UInt32(bytes[position + 2]) & 0x3F
        if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
        return ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[position + 3]) & 0x3F, 4)
    }
}

/// The tokens of a short text, as terms of the index.
package struct TokenList: TokenSink {
    /// A token of a query.
    package struct Token: Hashable {
        /// The pair, the single character or the word.
        package var term: String
        package var isHan: Bool
        /// Whether a Han character stands alone or ends its run.
        package var isFinal: Bool
    }

    package private(set) var tokens: [Token] = []

    package init(_ text: String) {
        var tokenizer = Tokenizer()
        tokenizer.tokenize(text, into: &self)
    }

    package mutating func han(_ first: UInt32, _ second: UInt32) {
        var term = String.UnicodeScalarView()
        for case let value? in [Unicode.Scalar(first), second == 0 ? nil : Unicode.Scalar(second)] {
            term.append(value)
        }
        tokens.append(Token(term: String(term), isHan: true, isFinal: second == 0))
    }

    package mutating func word(_ bytes: UnsafeBufferPointer<UInt8>) {
        tokens.append(
            Token(term: String(decoding: bytes, as: UTF8.self), isHan: false, isFinal: false))
    }
}
