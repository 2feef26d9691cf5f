/// What stands around a number, by which one that is a code is told from others.
enum CodeContext {
    /// The endings of words that are followed by a code: `errCode: 40401`.
    private static let words = [
        "code", "codes", "errno", "error", "err", "status", "reply", "response", "returned", "said", "http",
        "failed",
        "failure", "sqlstate", "fatal", "warn", "warning",
    ].map { Array($0.utf8) }
    /// The endings of Chinese words that are: 错误码, 错误号, 错误, 代码 and 返回码 end with these.
    private static let characters = ["码", "号", "误", "碼", "號", "誤"].map { Array($0.utf8) }
    /// So many bytes may stand between the word and the number: `"errCode" : "40401"`.
    private static let mostBetween = 6

    /// Whether a number is a code: brackets stand around it, a word before it says so, or it is a version of a protocol
    /// that has codes, as in `HTTP/1.1 404`; or it has parts, as 5.1.1 has.
    static func announces(_ line: Bytes, _ number: Range<Int>) -> Bool {
        let start = number.lowerBound
        if line[number].contains(UInt8(ascii: ".")) { return true }
        if isBracketed(line, number) { return true }
        var end = start
        while end > 0, start - end < mostBetween, isBetween(line[end - 1]) { end -= 1 }
        // The full-width colon.
        if end >= 3, line[end - 3] == 0xEF, line[end - 2] == 0xBC, line[end - 1] == 0x9A { end -= 3 }
        guard end < start, end > 0 else { return characters.contains { ends(line, at: start, with: $0) } }
        if characters.contains(where: { ends(line, at: end, with: $0) }) { return true }
        var version = end
        while version > 0, line[version - 1].isDigit || line[version - 1] == UInt8(ascii: ".") {
            version -= 1
        }
        if version < end, version > 0, line[version - 1] == UInt8(ascii: "/") { end = version - 1 }
        return words.contains { word in
            guard end >= word.count else { return false }
            let isWord = zip(line[(end - word.count)..<end], word).allSatisfy { $0 | 0x20 == $1 }
            return isWord
        }
    }

    /// Whether a number stands alone in brackets: `[40401]`, but not `app[40401]`.
    private static func isBracketed(_ line: Bytes, _ number: Range<Int>) -> Bool {
        guard number.lowerBound > 0, number.upperBound < line.count else { return false }
        switch (line[number.lowerBound - 1], line[number.upperBound]) {
        case (UInt8(ascii: "["), UInt8(ascii: "]")), (UInt8(ascii: "("), UInt8(ascii: ")")): break
        default: return false
        }
        return number.lowerBound == 1 || line[number.lowerBound - 2].isBlank
    }

    private static func isBetween(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: "["),
            UInt8(ascii: "#"),
            UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"):
            true
        default: false
        }
    }

    private static func ends(_ line: Bytes, at end: Int, with word: [UInt8]) -> Bool {
        end >= word.count && line[(end - word.count)..<end].elementsEqual(word)
    }
}
