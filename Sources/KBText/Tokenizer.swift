/// Cuts text into tokens.
///
/// Text is folded first (``TextFolding``), so that it does not matter how a character is written, and characters
/// that are never seen are nothing. In a run of Han characters each adjacent pair is a token and, last, the final
/// character alone; so is each word of other letters and digits. Everything else only parts them.
package struct Tokenizer {
    /// The Han character before the one at hand; 0 for none.
    private var han: UInt32 = 0
    /// Where the word at hand begins.
    private var wordStart = 0
    private var folded: [Unicode.Scalar] = []

    package init() {}

    /// Appends the tokens of a text.
    ///
    /// Cost: linear, about 10 ns a character of Chinese text.
    package mutating func tokenize(_ text: String, into tokens: inout Tokens) {
        wordStart = tokens.letters.count
        var text = text
        text.withUTF8 { tokenize($0, into: &tokens) }
    }

    private mutating func tokenize(_ bytes: UnsafeBufferPointer<UInt8>, into tokens: inout Tokens) {
        var position = 0
        while position < bytes.count {
            let (value, length) = bytes.scalar(at: position)
            position += length
            if value < 0x80 {
                takeASCII(UInt8(truncatingIfNeeded: value), &tokens)
            } else if value >= 0x4E00 && value <= 0x9FFF {
                takeHan(value, &tokens)
            } else if let scalar = Unicode.Scalar(value) {
                takeRare(scalar, &tokens)
            }
        }
        endHan(&tokens)
        endWord(&tokens)
    }

    @inline(__always)
    private mutating func takeHan(_ value: UInt32, _ tokens: inout Tokens) {
        if han != 0 {
            tokens.keys.append(Tokens.Key(first: han, second: value))
        } else {
            endWord(&tokens)
        }
        han = value
    }

    @inline(__always)
    private mutating func takeASCII(_ byte: UInt8, _ tokens: inout Tokens) {
        endHan(&tokens)
        switch byte {
        case 0x30...0x39, 0x61...0x7A: tokens.letters.append(byte)
        case 0x41...0x5A: tokens.letters.append(byte + 0x20)
        default: endWord(&tokens)
        }
    }

    /// Takes a scalar that folding may change, drop, or join with the one before it.
    private mutating func takeRare(_ scalar: Unicode.Scalar, _ tokens: inout Tokens) {
        folded.removeAll(keepingCapacity: true)
        if TextFolding.mayJoin(scalar.value), let last = takeBackLast(&tokens) { folded.append(last) }
        TextFolding.append(scalar, to: &folded)
        for index in folded.indices {
            let part = folded[index]
            if part.isASCII {
                takeASCII(UInt8(truncatingIfNeeded: part.value), &tokens)
            } else if Han.contains(part) {
                takeHan(part.value, &tokens)
            } else {
                endHan(&tokens)
                if Word.contains(part) {
                    tokens.letters.append(contentsOf: UTF8.encode(part) ?? UTF8.encodedReplacementCharacter)
                } else {
                    endWord(&tokens)
                }
            }
        }
    }

    /// Takes the last scalar of the word at hand out of it.
    private func takeBackLast(_ tokens: inout Tokens) -> Unicode.Scalar? {
        guard han == 0, tokens.letters.count > wordStart else { return nil }
        var start = tokens.letters.count - 1
        while tokens.letters[start] & 0xC0 == 0x80 { start -= 1 }
        let scalar = tokens.letters[start...].withUnsafeBufferPointer { $0.scalar(at: 0).value }
        tokens.letters.removeSubrange(start...)
        return Unicode.Scalar(scalar)
    }

    @inline(__always)
    private mutating func endHan(_ tokens: inout Tokens) {
        guard han != 0 else { return }
        tokens.keys.append(Tokens.Key(first: han, second: 0))
        han = 0
    }

    @inline(__always)
    private mutating func endWord(_ tokens: inout Tokens) {
        guard tokens.letters.count > wordStart else { return }
        tokens.keys.append(Tokens.Key(word: wordStart, count: tokens.letters.count - wordStart))
        wordStart = tokens.letters.count
    }
}
