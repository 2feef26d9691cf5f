import KBText

/// Finds what may be codes in a text: `401` in “与 401 不同”, `ENOENT`, `errno:ENOENT`; not the number of an RFC, a port or
/// a time.
struct CodeMentions {
    /// Something that looks like a code.
    struct Mention: Hashable {
        /// The book that the text names; nil for the text's own.
        var book: String?
        var code: String
    }

    /// Calls `body` for each, in the order of the text, as often as it stands there.
    ///
    /// A word counts that has a digit or an underscore in it or is in capitals, three characters and more. Whether there
    /// is such a code is the caller's question.
    static func forEach(in text: UnsafeRawBufferPointer, _ body: (Mention) throws -> Void) rethrows {
        var place = 0
        while place < text.count {
            guard isWordByte(text[place]) else {
                place += 1
                continue
            }
            var start = place
            while place < text.count, isWordByte(text[place]) { place += 1 }
            var end = place
            while start < end, isMark(text[start]), text[start] != 0x2D { start += 1 }
            while start < end, isMark(text[end - 1]) { end -= 1 }
            guard end - start >= 3, end - start <= 64 else { continue }
            if let mention = mention(text, start..<end) { try body(mention) }
        }
    }

    private static func mention(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Mention? {
        var (digits, others, small) = (0, 0, 0)
        var colon: Int?
        for index in range {
            switch text[index] {
            case 0x30...0x39: digits += 1
            case 0x61...0x7A: small += 1
            case 0x3A where colon == nil: colon = index
            case 0x5F: others += 1
            default: break
            }
        }
        let word = String(decoding: text[range], as: UTF8.self)
        if let colon {
            let book = String(decoding: text[range.lowerBound..<colon], as: UTF8.self)
            let code = String(decoding: text[(colon + 1)..<range.upperBound], as: UTF8.self)
            return Book.isSlug(book) && !code.isEmpty ? Mention(book: book, code: code) : nil
        }
        guard digits + others > 0 || small == 0 else { return nil }
        if digits == range.count {
            if isNumbered(before(text, range.lowerBound)) || isMeasured(after(text, range.upperBound)) {
                return nil
            }
        }
        return Mention(book: nil, code: word)
    }

    /// The end of what stands before a place, without space around it.
    private static func before(_ text: UnsafeRawBufferPointer, _ place: Int) -> String {
        var end = place
        while end > 0, [0x20, 0x2D, 0x23].contains(text[end - 1]) { end -= 1 }
        var start = max(0, end - 9)
        // Not within a character.
        while start < end, text[start] & 0xC0 == 0x80 { start += 1 }
        return String(decoding: text[start..<end], as: UTF8.self).lowercased()
    }

    /// The beginning of what stands behind a place.
    private static func after(_ text: UnsafeRawBufferPointer, _ place: Int) -> String {
        var start = place
        while start < text.count, text[start] == 0x20 { start += 1 }
        var end = min(text.count, start + 12)
        while end < text.count, end > start, text[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: text[start..<end], as: UTF8.self).lowercased()
    }

    /// Whether what comes next is the number of something that is no code.
    private static func isNumbered(_ before: String) -> Bool {
        numbered.contains { name in
            guard before.hasSuffix(name) else { return false }
            // “support 404” is no port.
            guard name.first?.isASCII == true, name.first?.isLetter == true else { return true }
            guard let last = before.dropLast(name.count).last else { return true }
            return !(last.isASCII && last.isLetter)
        }
    }

    private static func isMeasured(_ after: String) -> Bool {
        units.contains { unit in
            guard after.hasPrefix(unit) else { return false }
            guard unit.last?.isASCII == true, unit.last?.isLetter == true else { return true }
            guard let next = after.dropFirst(unit.count).first else { return true }
            return !(next.isASCII && next.isLetter)
        }
    }

    private static let numbered = [
        "rfc", "iso", "gb", "gb/t", "port", "端口", "端口号", "line", "page", "section", "version", "v", "版本", "第",
        "§",
        "$", "¥", "￥", "+", "~", "<", ">", "≤", "≥",
    ]

    private static let units = [
        "%", "％", "‰", "个", "次", "条", "秒", "毫秒", "分", "小时", "天", "周", "元", "字", "位", "倍", "年", "月", "日", "人",
        "行",
        "页", "度", "ms", "s", "sec", "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days",
        "b", "kb",
        "mb", "gb", "kib", "mib", "byte", "bytes", "bit", "bits", "character", "characters", "times", "px",
        "rows", "items",
        "lines",
    ]

    /// A letter or digit of ASCII, or what may stand between them in a code.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: isMark(byte)
        }
    }

    private static func isMark(_ byte: UInt8) -> Bool { [0x2D, 0x2E, 0x3A, 0x5F].contains(byte) }
}
