import KBText

/// The beginning of a line that is an entry of its own: a code, what parts it from the text, and the text.
///
/// `1001 Name`, `1001: 名称`, `E1001 = 名称 说明`, `1001\tName`, `1001 - Name`, `- **1001** Name: text`, `[1001] 名称`,
/// `Error 1001: Name`.
struct LineHead {
    /// What stands between the code and the text.
    enum Delimiter: Hashable {
        case nothing, space, tab, colon, equals, dash
        /// The text stands on the lines below, further to the right.
        case lineEnd
    }

    /// What the entries of one list have in common.
    struct Kind: Hashable {
        let delimiter: Delimiter
        /// Whether a bullet or a mark of Markdown stands before the code.
        let isMarked: Bool
        /// Whether the code has a ``CodeShape``; else it is a word of Latin letters.
        let hasShape: Bool
        /// Whether a sign stands between the code and the text.
        var isParted: Bool { delimiter != .nothing && delimiter != .space }
    }

    /// Where the code stands.
    let code: Range<Int>
    /// Where the text begins.
    let text: Int
    let kind: Kind
    let shape: CodeShape?

    /// Reads the beginning of a line; nil where it is none of an entry.
    init?(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) {
        var index = WhiteSpace.skip(in: bytes, from: start, end: end)
        let bullet = Self.afterBullet(bytes, index, end)
        index = bullet ?? index
        let mark = Self.mark(bytes, index, end)
        index += mark?.opening.count ?? 0
        let label = mark == nil ? Self.afterLabel(bytes, index, end) : nil
        index = label ?? index
        let codeStart = index
        while index < end, Self.isOfCode(bytes[index]) { index += 1 }
        guard index > codeStart, index - codeStart <= CodeFault.maximumLength else { return nil }
        let codeEnd = index
        if let mark {
            guard Self.has(mark.closing, bytes, index, end) else { return nil }
            index += mark.closing.count
        }
        guard let (delimiter, text) = Self.delimiter(bytes, index, end), text < end else { return nil }
        let shape = CodeShape(of: copied(bytes, from: codeStart, to: codeEnd))
        let isWord =
            bytes[codeStart..<codeEnd].allSatisfy { Self.isLetter($0) || $0 == 0x5F }
            && codeEnd - codeStart > 1
        let kind = Kind(
            delimiter: delimiter, isMarked: bullet != nil || mark != nil, hasShape: shape != nil)
        // Error 10 in the middle of a sentence is no entry.
        if label != nil, !kind.isParted || shape != .number && shape != .mixed { return nil }
        guard shape != nil || isWord && (kind.isParted || mark != nil) else { return nil }
        self.code = codeStart..<codeEnd
        self.text = text
        self.shape = shape
        self.kind = kind
    }

    /// Reads a line that has nothing but a code with a shape; nil for another.
    init?(bare bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) {
        let start = WhiteSpace.skip(in: bytes, from: start, end: end)
        let end = WhiteSpace.trimEnd(in: bytes, from: start, end: end)
        let last = end > start && (bytes[end - 1] == 0x3A) ? end - 1 : end
        guard last > start, last - start <= CodeFault.maximumLength,
            bytes[start..<last].allSatisfy(Self.isOfCode),
            let shape = CodeShape(of: copied(bytes, from: start, to: last))
        else { return nil }
        code = start..<last
        text = end
        self.shape = shape
        kind = Kind(delimiter: .lineEnd, isMarked: false, hasShape: true)
    }

    /// Marks that may stand around a code.
    private static let marks: [(opening: [UInt8], closing: [UInt8])] = {
        func mark(_ opening: String, _ closing: String) -> ([UInt8], [UInt8]) {
            (Array(opening.utf8), Array(closing.utf8))
        }
        return [
            mark("**`", "`**"), mark("**", "**"), mark("__", "__"), mark("`", "`"), mark("[", "]"),
            mark("【", "】"),
            mark("(", ")"), mark("（", "）"),
        ]
    }()

    private static func mark(
        _ bytes: UnsafeRawBufferPointer, _ index: Int, _ end: Int
    ) -> (opening: [UInt8], closing: [UInt8])? {
        guard index < end, !isOfCode(bytes[index]) else { return nil }
        return marks.first { has($0.opening, bytes, index, end) }
    }

    private static func has(_ sign: [UInt8], _ bytes: UnsafeRawBufferPointer, _ index: Int, _ end: Int)
        -> Bool
    {
        index + sign.count <= end && bytes[index..<index + sign.count].elementsEqual(sign)
    }

    private static func afterBullet(_ bytes: UnsafeRawBufferPointer, _ index: Int, _ end: Int) -> Int? {
        for bullet in ["-", "*", "+", "•", "·", "●"] {
            let sign = Array(bullet.utf8)
            guard has(sign, bytes, index, end) else { continue }
            let next = WhiteSpace.skip(in: bytes, from: index + sign.count, end: end)
            return next > index + sign.count && next < end ? next : nil
        }
        return nil
    }

    /// Words that may stand before each code of a list, as in `Error 10: Comment too long`.
    private static let labels = [
        "error code", "error", "err", "code", "错误码", "错误代码", "错误", "状态码", "返回码", "代码",
    ].map {
        Array($0.utf8)
    }

    private static func afterLabel(_ bytes: UnsafeRawBufferPointer, _ index: Int, _ end: Int) -> Int? {
        for label in labels where index + label.count < end {
            let word = bytes[index..<index + label.count]
            guard word.elementsEqual(label, by: { ($0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0) == $1 }) else {
                continue
            }
            let next = WhiteSpace.skip(in: bytes, from: index + label.count, end: end)
            return next > index + label.count && next < end ? next : nil
        }
        return nil
    }

    /// What parts the code from the text, and where the text begins.
    private static func delimiter(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int
    ) -> (Delimiter, text: Int)? {
        guard start < end else { return nil }
        let next = WhiteSpace.skip(in: bytes, from: start, end: end)
        guard next < end else { return nil }
        let isSpaced = next > start
        for (sign, delimiter, needsSpace) in signs where has(sign, bytes, next, end) {
            let after = next + sign.count
            let text = WhiteSpace.skip(in: bytes, from: after, end: end)
            // 5-4 is no code with a dash behind it, nor is http://host.
            if needsSpace ? isSpaced && text > after : delimiter != .colon || bytes[after..<end].first != 0x2F
            {
                return (delimiter, text)
            }
        }
        if isSpaced {
            return (bytes[start..<next].contains(0x09) ? .tab : .space, next)
        }
        return Han.isOfScript(value: bytes.scalar(at: start).value) ? (.nothing, start) : nil
    }

    private static let signs: [(sign: [UInt8], delimiter: Delimiter, needsSpace: Bool)] = {
        func sign(_ text: String, _ delimiter: Delimiter, spaced: Bool = false) -> ([UInt8], Delimiter, Bool)
        {
            (Array(text.utf8), delimiter, spaced)
        }
        return [
            sign("=>", .equals), sign("->", .dash), sign("=", .equals), sign("＝", .equals), sign(":", .colon),
            sign("：", .colon), sign("—", .dash), sign("–", .dash, spaced: true),
            sign("-", .dash, spaced: true),
            sign("|", .dash, spaced: true),
        ]
    }()

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isOfCode(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x23, 0x2B: true
        default: false
        }
    }
}
