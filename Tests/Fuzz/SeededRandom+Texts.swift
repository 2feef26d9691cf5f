import TestSupport

/// Texts that are hard on whatever reads them.
extension SeededRandom {
    /// Syntax of this and that, marks, other scripts, invisible characters.
    static let pieces = [
        "\"", "'", "*", "(", ")", "[", "]", "{", "}", "<", ">", "^", "~", "-", "--", "—", "_", "%", "\\", "/",
        "|", ";",
        ":", ",", ".", "。", "，", "（", "）", "“", "”", "！", "？", "#", "$", "&", "=", "`", "AND", "OR", "NOT",
        "NEAR(",
        "name:", "-x", "' OR 1=1 --", "null", "NaN", "é", "e\u{301}", "ß", "ŉ", "İ", "ﬁ", "ﷺ", "Ａ", "４０４",
        "①", "㍿",
        "請求", "協議", "重定向", "请求", "网关", "的", "为什么", "是什么", "状态码", "𠮷", "々", "〇", "カタカナ", "ｶﾞ", "한국어",
        "עברית", "العربية", "ไทย", "हिन्दी", "🍕", "👩‍👩‍👧", "🇩🇪", "👍🏽", "\u{200D}", "\u{200B}", "\u{FEFF}", "\u{AD}",
        "\u{301}", "\u{20DD}", "\u{FE0F}", "\u{E0001}", "\u{202E}", "\u{202C}", "\u{2066}", "\u{2028}",
        "\u{2029}",
        "\u{85}", "\u{A0}", "\u{3000}", "\u{1}", "\u{7}", "\u{8}", "\u{1B}[2J", "\u{1B}]0;x\u{7}", "\u{7F}",
        "\u{9B}",
        "\u{FFFD}", "\u{FFFF}", "\u{10FFFF}", "\u{E000}", "\r", "\n", "\r\n", "\t", " ", "  ", "xieyi", "cdx",
        "zhòng",
        "lü4", "404", "5xx", "4**", "1-999", "http:", "http:404", "HTTP/1.1", "conflit", "unsuported", "0",
        "-1", "1e9",
        "99999999999999999999",
    ]

    private static let ranges: [ClosedRange<Int>] = [
        0x20...0x7E, 0x61...0x7A, 0x30...0x39, 0x4E00...0x9FFF, 0x4E00...0x4E20, 0x3400...0x4DBF,
        0x20000...0x3FFFF,
        0xF900...0xFAFF, 0xFF00...0xFFEF, 0x1...0x1F, 0x80...0x9F, 0xA0...0x24F, 0x300...0x36F, 0x370...0x4FF,
        0x590...0x6FF, 0x900...0xDFF, 0x1100...0x11FF, 0x2000...0x206F, 0x2190...0x2BFF, 0x3000...0x30FF,
        0xAC00...0xD7A3, 0xE000...0xF8FF, 0xFB00...0xFDFF, 0x1F1E6...0x1F1FF, 0x1F300...0x1FAFF,
        0xE0000...0xE01EF,
        0x1...0x10FFFF,
    ]

    /// A character of any plane, but not NUL.
    mutating func scalar() -> Unicode.Scalar {
        Unicode.Scalar(UInt32(number(pick(Self.ranges)))) ?? "\u{FFFD}"
    }

    /// Characters of any plane.
    mutating func scalars(upTo longest: Int) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<number(1...longest) { text.append(scalar()) }
        return String(text)
    }

    /// Pieces in any order.
    mutating func pieces(upTo most: Int) -> String {
        (0..<number(1...most)).map { _ in pick(Self.pieces) }.joined()
    }

    /// Bytes as a terminal passes them on, with what is not UTF-8 replaced.
    mutating func garbage(upTo longest: Int) -> String {
        String(decoding: (0..<number(1...longest)).map { _ in UInt8(number(1...255)) }, as: UTF8.self)
    }

    /// A text with a few changes.
    mutating func mutated(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<number(1...3) where !scalars.isEmpty {
            let place = number(0...scalars.count - 1)
            switch number(0...8) {
            case 0: scalars.remove(at: place)
            case 1: scalars.insert(scalar(), at: place)
            case 2: scalars[place] = scalar()
            case 3: scalars.swapAt(place, number(0...scalars.count - 1))
            case 4: scalars.insert(contentsOf: slice(scalars[...], upTo: 4), at: place)
            case 5: scalars.insert(contentsOf: pick(Self.pieces).unicodeScalars, at: place)
            case 6: scalars = Array(slice(scalars[...], upTo: scalars.count))
            case 7: scalars = Array(String(String.UnicodeScalarView(scalars)).uppercased().unicodeScalars)
            default:
                // Full-width forms of ASCII.
                if let wide = Unicode.Scalar(scalars[place].value + 0xFEE0),
                    (0x21...0x7E).contains(scalars[place].value)
                {
                    scalars[place] = wide
                }
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Something over and over, of up to so many bytes.
    mutating func repeated(_ text: String, bytes: Int) -> String {
        String(repeating: text, count: max(1, bytes / max(1, text.utf8.count)))
    }
}
