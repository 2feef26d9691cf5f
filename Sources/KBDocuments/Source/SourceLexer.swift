/// Splits C-like source code into tokens: enough for constants and comments, not for all of a language.
struct SourceLexer {
    private let bytes: UnsafeRawBufferPointer
    private let language: SourceLanguage
    private var offset: Int
    private var line = 1
    /// Where the line begins.
    private var lineStart: Int

    init(_ bytes: UnsafeRawBufferPointer, from start: Int, _ language: SourceLanguage) {
        self.bytes = bytes
        self.language = language
        offset = start
        lineStart = start
    }

    /// Returns the next word or comment, or nil at the end.
    mutating func next() -> SourceToken? {
        skipSpace()
        guard offset < bytes.count else { return nil }
        let column = offset - lineStart
        var token = read()
        token.column = column
        return token
    }

    private mutating func read() -> SourceToken {
        let (start, first) = (offset, line)
        switch bytes[offset] {
        case 0x23 where language == .python: return lineComment()
        case 0x22 where language == .python && isTripled, 0x27 where language == .python && isTripled:
            return tripled()
        // A lifetime, as in &'static, is no text.
        case 0x27 where language == .rust && peek(2) != 0x27 && peek(1) != 0x5C:
            offset += 1
            return token(.sign, "'", first)
        case 0x2F where peek(1) == 0x2F: return lineComment()
        case 0x2F where peek(1) == 0x2A: return blockComment()
        case 0x22, 0x27: return quoted(bytes[offset])
        case 0x60 where language == .go || language == .typeScript: return raw()
        case 0x30...0x39:
            offset += 1
            while isInWord || peek(0) == 0x2E && isDigit(peek(1)) { offset += 1 }
            return token(.number, copied(bytes, from: start, to: offset), first)
        case let byte where isWord(byte):
            while isInWord { offset += 1 }
            return token(.name, copied(bytes, from: start, to: offset), first)
        default:
            offset += 1
            // One sign is a byte; `<<` is the only longer one that is needed.
            if bytes[start] == 0x3C || bytes[start] == 0x3E, peek(0) == bytes[start] { offset += 1 }
            return token(.sign, copied(bytes, from: start, to: offset), first)
        }
    }

    private func peek(_ distance: Int) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    private func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } == true }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
        default: false
        }
    }

    /// Whether a word goes on; white space of Unicode ends it.
    private var isInWord: Bool {
        guard let byte = peek(0), isWord(byte) else { return false }
        return byte < 0x80 || WhiteSpace.length(in: bytes, at: offset, end: bytes.count) == 0
    }

    private func token(_ kind: SourceToken.Kind, _ text: String, _ first: Int) -> SourceToken {
        SourceToken(kind: kind, text: text, line: first, lastLine: line)
    }

    private mutating func skipSpace() {
        while let byte = peek(0) {
            switch byte {
            case 0x0A, 0x0D: moveOverLineEnd()
            case 0x20, 0x09, 0x0B, 0x0C: offset += 1
            // A line of C that goes on.
            case 0x5C where language == .c && (peek(1) == 0x0A || peek(1) == 0x0D): offset += 1
            default:
                let space = WhiteSpace.length(in: bytes, at: offset, end: bytes.count)
                guard space > 0 else { return }
                offset += space
            }
        }
    }

    private mutating func moveOverLineEnd() {
        offset += bytes[offset] == 0x0D && peek(1) == 0x0A ? 2 : 1
        line += 1
        lineStart = offset
    }

    /// Whether three quotation marks are next.
    private var isTripled: Bool { peek(1) == bytes[offset] && peek(2) == bytes[offset] }

    private mutating func tripled() -> SourceToken {
        let (first, quote) = (line, bytes[offset])
        offset += 3
        let start = offset
        while let byte = peek(0), !(byte == quote && isTripled) {
            if byte == 0x0A || byte == 0x0D { moveOverLineEnd() } else { offset += 1 }
        }
        let text = copied(bytes, from: start, to: offset)
        offset = min(bytes.count, offset + 3)
        return token(.text, text, first)
    }

    private mutating func lineComment() -> SourceToken {
        let start = offset
        while let byte = peek(0), byte != 0x0A, byte != 0x0D { offset += 1 }
        let marks = language == .python ? "#:!" : "/!<"
        let text = copied(bytes, from: start, to: offset).drop { marks.contains($0) }
        var token = token(.comment, String(text).trimmedWithPlainLineEnds, line)
        let third = start + (language == .python ? 1 : 2)
        token.isDocumentation = third < offset && [0x2F, 0x21, 0x3A].contains(bytes[third])
        return token
    }

    private mutating func blockComment() -> SourceToken {
        let first = line
        offset += 2
        let start = offset
        while let byte = peek(0), !(byte == 0x2A && peek(1) == 0x2F) {
            if byte == 0x0A || byte == 0x0D { moveOverLineEnd() } else { offset += 1 }
        }
        let text = copied(bytes, from: start, to: offset)
        offset = min(bytes.count, offset + 2)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            String(line.drop { $0.isWhitespace }.drop { "*!<".contains($0) }).trimmedWithPlainLineEnds
        }
        var token = token(.comment, lines.filter { !$0.isEmpty }.joined(separator: "\n"), first)
        token.isDocumentation = text.hasPrefix("*") || text.hasPrefix("!")
        return token
    }

    private mutating func quoted(_ quote: UInt8) -> SourceToken {
        let first = line
        offset += 1
        var text: [UInt8] = []
        while let byte = peek(0), byte != quote, byte != 0x0A, byte != 0x0D {
            offset += 1
            guard byte == 0x5C, let escaped = peek(0) else {
                text.append(byte)
                continue
            }
            offset += 1
            switch escaped {
            case 0x6E: text.append(0x0A)
            case 0x74: text.append(0x09)
            case 0x72: continue
            case 0x75 where language != .c:
                let digits = copied(bytes, from: offset, to: min(bytes.count, offset + 4))
                guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value), value > 0
                else { continue }
                offset += 4
                text.append(contentsOf: String(scalar).utf8)
            default: text.append(escaped)
            }
        }
        if peek(0) == quote { offset += 1 }
        return token(.text, String(decoding: text, as: UTF8.self), first)
    }

    private mutating func raw() -> SourceToken {
        let first = line
        offset += 1
        let start = offset
        while let byte = peek(0), byte != 0x60 {
            if byte == 0x0A || byte == 0x0D { moveOverLineEnd() } else { offset += 1 }
        }
        let text = copied(bytes, from: start, to: offset)
        offset = min(bytes.count, offset + 1)
        return token(.text, text, first)
    }
}
