import KBText

/// Cuts text into lines for a terminal, following the practice of Chinese typesetting.
///
/// A line may end between two Han characters, but never before closing punctuation (，。、」％ …) nor after
/// opening punctuation （《「“; pairs of dashes and dots stay together (“Requirements for Chinese Text Layout”,
/// CLREQ, line-breaking rules). Latin words stay whole unless a line is too short for one.
package enum LineWrapping {
    /// Returns the lines of `text`, none wider than `width` columns.
    ///
    /// Newlines in `text` stay, also at the end and for empty lines. Spaces where a line is cut are dropped,
    /// others stay. Only a character wider than the line can stick out. See ``DisplayWidth`` for columns.
    package static func wrap(_ text: String, width: Int) -> [Substring] {
        let width = max(1, width)
        // Most texts are one paragraph, and looking for its end by characters takes as long as wrapping it.
        guard text.utf8.contains(0x0A) else { return wrapParagraph(text[...], width: width) }
        return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            .flatMap { wrapParagraph($0, width: width) }
    }

    /// Returns the places in `text` where a line may end although there is no space.
    ///
    /// For programs that break lines at spaces by themselves.
    package static func breaks(in text: some StringProtocol) -> [String.Index] {
        var previous: Glyph?
        return text.indices.filter { index in
            let glyph = Glyph(text[index], after: previous)
            defer { previous = glyph }
            return previous.map { !$0.isSpace && $0.allowsBreak(before: glyph) } == true
        }
    }

    private static func wrapParagraph(_ paragraph: Substring, width: Int) -> [Substring] {
        var lines: [Substring] = []
        var lineStart = paragraph.startIndex
        /// The last place where the line may end, and the columns up to there.
        var opportunity: (index: Substring.Index, columns: Int)?
        var columns = 0
        var previous: Glyph?
        /// False while the line has only spaces: ending it there would leave an empty line.
        var isStarted = false
        var index = paragraph.startIndex
        while index < paragraph.endIndex {
            let glyph = Glyph(paragraph[index], after: previous)
            if let previous, isStarted, previous.allowsBreak(before: glyph) {
                opportunity = (index, columns)
            }
            // A space that does not fit hangs over: it is dropped if the line ends there.
            if columns + glyph.columns > width && index > lineStart && !glyph.isSpace {
                let end = opportunity ?? (index, columns)
                lines.append(trimmed(paragraph[lineStart..<end.index]))
                lineStart = end.index
                columns -= end.columns
                opportunity = nil
                // What moved down may still be too wide for one line.
                if columns + glyph.columns > width && index > lineStart {
                    lines.append(trimmed(paragraph[lineStart..<index]))
                    lineStart = index
                    columns = 0
                }
            }
            columns += glyph.columns
            isStarted = isStarted || !glyph.isSpace
            previous = glyph
            index = paragraph.index(after: index)
        }
        lines.append(columns > width ? trimmed(paragraph[lineStart...]) : paragraph[lineStart...])
        return lines
    }

    private static func trimmed(_ line: Substring) -> Substring {
        var line = line
        while line.last == " " {
            line.removeLast()
        }
        return line
    }
}

/// A character and what matters of it for the end of a line.
private struct Glyph {
    let columns: Int
    let isSpace: Bool
    /// A hyphen inside a word.
    private let isHyphen: Bool
    private let isWide: Bool
    private let isNarrowChinese: Bool
    private let isClosing: Bool
    private let isOpening: Bool
    private let character: Character

    init(_ character: Character, after previous: Glyph?) {
        // A mark that is combined with a character changes nothing at the end of a line, and comparing scalars takes a
        // tenth of the time.
        let base = character.unicodeScalars.first ?? " "
        self.character = character
        columns = DisplayWidth.of(character)
        isSpace = base == " " && character.utf8.count == 1
        isHyphen = base == "-" && previous?.character.isLetter == true
        isClosing = Self.isClosing(base)
        isOpening = Self.isOpening(base)
        isWide = columns == 2
        isNarrowChinese = Self.isNarrowChinese(base)
    }

    /// Tells whether a line may end between this character and `next`.
    func allowsBreak(before next: Glyph) -> Bool {
        if next.isSpace { return false }
        // A word such as .gitignore may begin a line, a full stop may not.
        if isSpace { return !next.isClosing || next.character.isASCII }
        if next.isClosing || isOpening { return false }
        if isWide || next.isWide { return true }
        // Chinese quotes are narrow, and ’ is an apostrophe as well: they end a line only among their own.
        if isNarrowChinese && next.isNarrowChinese { return true }
        // After the hyphen of Non-Authoritative, not after that of -1 or --json.
        return isHyphen && next.character.isLetter
    }

    private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "，", "。", "、", "；", "：", "！", "？", "）", "》", "〉", "」", "』", "】", "〕", "〗", "〙", "〛",
            "｝", "］", "”", "’", "…", "—", "～", "·", "‧", "％", "‰", "℃", "‥", "ー", "々", "〻", "゛",
            "゜", "｡", "｣", "､", ",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "°", "′", "″",
            "»", "›":
            true
        default: false
        }
    }

    private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "（", "《", "〈", "「", "『", "【", "〔", "〖", "〘", "〚", "｛", "［", "“", "‘", "｢", "(", "[",
            "{", "«", "‹", "￥", "＄", "£":
            true
        default: false
        }
    }

    private static func isNarrowChinese(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "”", "“", "‘", "’", "…", "—": true
        default: false
        }
    }
}
