import KBText

/// A name as it stands in a paragraph, parted into the name proper and its qualifier.
struct EntryName {
    let name: String
    let qualifier: String?

    /// Parts a name with collapsed white space: `Multi-Status (WebDAV)` has the qualifier `WebDAV`.
    ///
    /// Full-width brackets count as well. A name that is nothing but a bracketed part is kept whole.
    init(_ text: String) {
        let scalars = text.unicodeScalars
        if let last = scalars.last, Self.isClosing(last), let open = Self.matchingBracket(in: scalars) {
            let name = String(scalars[..<open]).collapsingWhiteSpace
            let inner = scalars.index(after: open)..<scalars.index(before: scalars.endIndex)
            let qualifier = String(scalars[inner]).collapsingWhiteSpace
            if !name.isEmpty, !qualifier.isEmpty {
                self.name = name
                self.qualifier = qualifier
                return
            }
        }
        name = text
        qualifier = nil
    }

    /// Returns where a name that starts at `start` ends: before the description, or with its line.
    static func end(in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte == 0x0A || byte == 0x0D { return index }
                index += 1
                continue
            }
            let (value, length) = bytes.scalar(at: index)
            if Han.isOfScript(value: value) { return beforeOpening(in: bytes, from: start, to: index) }
            index += length
        }
        return end
    }

    /// Steps back over the opening quotes and brackets right before a description.
    private static func beforeOpening(in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
        var end = end
        while end > start {
            var index = end - 1
            while index > start, bytes[index] & 0xC0 == 0x80 { index -= 1 }
            let value = bytes.scalar(at: index).value
            guard let mark = Unicode.Scalar(value) else { break }
            let isAfterSpace =
                index == start
                || WhiteSpace.trimEnd(in: bytes, from: start, end: index) < index
            guard isOpening(mark) || isAfterSpace && isStraightQuote(mark) else { break }
            end = index
        }
        return end
    }

    private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "“", "‘", "（", "《", "〈", "「", "『", "【", "〔", "〖", "［", "｛", "(", "[", "{", "<": true
        default: false
        }
    }

    /// A straight quote opens or closes; only after white space does it surely open.
    private static func isStraightQuote(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar == "'"
    }

    private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
        scalar == ")" || scalar == "）"
    }

    /// Returns the bracket that the last one closes, counting those in between.
    private static func matchingBracket(in scalars: String.UnicodeScalarView) -> String.Index? {
        var depth = 0
        for index in scalars.indices.reversed() {
            switch scalars[index] {
            case ")", "）": depth += 1
            case "(", "（": depth -= 1
            default: continue
            }
            if depth == 0 { return index }
        }
        return nil
    }
}
