/// Texts that are hard on whatever reads them.
extension SeededRandom {
    /// Text of up to `length` scalars: Han of all planes, Latin, full-width, emoji, marks, spaces, anything.
    public mutating func text(length: Int) -> String {
        var scalars = String.UnicodeScalarView()
        let ranges: [ClosedRange<UInt32>] = [
            0x4E00...0x9FFF, 0x4E00...0x4E20, 0x3400...0x4DBF, 0x3007...0x3007, 0xF900...0xFAFF,
            0x20000...0x2A6DF, 0x3FFF0...0x3FFFF, 0x30000...0x3134A, 0x20...0x7E, 0x61...0x7A, 0x20...0x20,
            0xFF00...0xFF60, 0x1F300...0x1F64F, 0x300...0x36F, 0xC0...0x24F, 0x370...0x4FF, 0x3000...0x30FF,
            0x2000...0x206F, 0x0...0x1F, 0x80...0x9F, 0xE000...0xF8FF, 0x0...0x10FFFF, 0xFE00...0xFE0F,
            0x2E80...0x2FDF, 0xAC00...0xD7A3, 0xFB00...0xFB06, 0xFFF0...0xFFFF, 0x2460...0x24FF,
        ]
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            let range = ranges.randomElement(using: &self) ?? 0...0
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// Some of the characters, in any order, fewer than `count`.
    public mutating func text(of characters: [Unicode.Scalar], below count: Int) -> String {
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<count, using: &self) { view.append(pick(characters)) }
        return String(view)
    }

    /// Returns fewer than `count` of the pieces, one after the other.
    public mutating func text(of pieces: [String], below count: Int) -> String {
        (0..<Int.random(in: 0..<count, using: &self)).map { _ in pick(pieces) }.joined()
    }

    /// Syntax of this and that, marks, other scripts, invisible characters.
    public static let pieces = [
        "\"", "'", "*", "(", ")", "[", "]", "{", "}", "<", ">", "^", "~", "-", "--", "—", "_", "%", "\\", "/",
        "|", ";",
        ":", ",", ".", "。", "，", "（", "）", "“", "”", "！", "？", "#", "$", "&", "=", "`", "AND", "OR", "NOT",
        "NEAR(",
        "name:", "-x", "' OR 1=1 --", "null", "NaN", "é", "e\u{301}", "ß", "ŉ", "İ", "ﬁ", "ﷺ", "Ａ", "４０４",
        "①", "㍿",
        "請求", "協議", "\u{F902}輛", "車輛", "\u{2F08}", "重\u{200B}试", "sof\u{AD}t", "word\u{2060}break", "重定向",
        "请求", "网关", "的", "为什么", "是什么", "状态码", "𠮷", "々", "〇", "カタカナ", "ｶﾞ", "한국어",
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
    public mutating func scalar() -> Unicode.Scalar {
        Unicode.Scalar(UInt32(number(pick(Self.ranges)))) ?? "\u{FFFD}"
    }

    /// Characters of any plane.
    public mutating func scalars(upTo longest: Int) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<number(1...longest) { text.append(scalar()) }
        return String(text)
    }

    /// Pieces in any order.
    public mutating func pieces(upTo most: Int) -> String {
        (0..<number(1...most)).map { _ in pick(Self.pieces) }.joined()
    }

    /// Bytes as a terminal passes them on, with what is not UTF-8 replaced.
    public mutating func garbage(upTo longest: Int) -> String {
        String(decoding: (0..<number(1...longest)).map { _ in UInt8(number(1...255)) }, as: UTF8.self)
    }

    /// A text with a few changes.
    public mutating func mutated(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<number(1...3) where !scalars.isEmpty {
            let place = number(0...scalars.count - 1)
            switch number(0...10) {
            case 0: scalars.remove(at: place)
            case 1: scalars.insert(scalar(), at: place)
            case 2: scalars[place] = scalar()
            case 3: scalars.swapAt(place, number(0...scalars.count - 1))
            case 4: scalars.insert(contentsOf: slice(scalars[...], upTo: 4), at: place)
            case 5: scalars.insert(contentsOf: pick(Self.pieces).unicodeScalars, at: place)
            case 6: scalars = Array(slice(scalars[...], upTo: scalars.count))
            case 7: scalars = Array(String(String.UnicodeScalarView(scalars)).uppercased().unicodeScalars)
            case 8: scalars[place] = twin(of: scalars[place])
            case 9: scalars.insert(pick(Self.invisible), at: place)
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
    public mutating func repeated(_ text: String, bytes: Int) -> String {
        String(repeating: text, count: max(1, bytes / max(1, text.utf8.count)))
    }

    /// Characters that take no room, which people copy without knowing.
    private static let invisible: [Unicode.Scalar] = [
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{FE0E}", "\u{E0100}",
    ]

    /// Characters that have twins: the same to `String`, to readers or to Unicode, of other bytes.
    private static let twins: [Unicode.Scalar: [Unicode.Scalar]] = {
        let groups: [[Unicode.Scalar]] = [
            ["車", "\u{F902}"], ["更", "\u{F901}"], ["賈", "\u{F903}"], ["金", "\u{F90A}"], ["請", "\u{FABB}"],
            ["一", "\u{2F00}"], ["人", "\u{2F08}"], ["力", "\u{2F12}"], ["文", "\u{2F42}"], ["不", "\u{F967}"],
            ["Å", "\u{212B}"], ["K", "\u{212A}"], ["Ω", "\u{2126}"], [";", "\u{37E}"], ["`", "\u{1FEF}"],
            ["〈", "\u{2329}"],
        ]
        var twins: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for group in groups { for scalar in group { twins[scalar] = group.filter { $0 != scalar } } }
        return twins
    }()

    /// A character that looks the same, where there is one; else any that has one.
    public mutating func twin(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        pick(Self.twins[scalar] ?? Self.twins.keys.sorted())
    }
}
