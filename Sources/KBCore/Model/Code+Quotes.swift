import KBText

extension Code {
    /// The places where a text stands in the name and then in the description, from the left, as quotes.
    ///
    /// - Parameters:
    ///   - text: What is quoted, word for word.
    ///   - field: Only this text of the code; nil for both.
    /// - Returns: The quotes with their contexts; overlapping ones too.
    public func quotes(of text: String, in field: TextQuote.Field? = nil) -> [TextQuote] {
        let quote = Array(text.unicodeScalars)
        return TextQuote.Field.allCases.filter { field == nil || $0 == field }.flatMap { field in
            let scalars = scalars(of: field)
            return AnchorSearch(scalars).occurrences(of: quote).map {
                TextQuote(field: field, text: scalars, range: $0)
            }
        }
    }

    /// The passage of the text that a lost quote stood in which is most like it; nil where nothing is like it.
    ///
    /// Words that are there no more are looked for with what stood around them; then the passage is their sentence.
    public func nearest(to quote: TextQuote) -> TextQuote? {
        let scalars = scalars(of: quote.field)
        return PassageSearch(from: [], to: scalars).nearest(to: quote).map {
            TextQuote(field: quote.field, text: scalars, range: $0)
        }
    }

    /// A range that cuts no word of letters and has no blanks at its ends.
    private static func wholeWords(_ range: Range<Int>, of scalars: [Unicode.Scalar]) -> Range<Int> {
        func isCut(_ place: Int) -> Bool {
            place > 0 && place < scalars.count
                && [scalars[place - 1], scalars[place]].allSatisfy { Word.contains($0) && !Han.contains($0) }
        }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, scalars[start].properties.isWhitespace { start += 1 }
        while start < end, scalars[end - 1].properties.isWhitespace { end -= 1 }
        while isCut(start) { start -= 1 }
        while isCut(end) { end += 1 }
        return start..<end
    }

    /// The passage of the name or description that is most like `text`; nil when nothing is like it.
    public func passage(like text: String) -> String? {
        let quote = Array(text.unicodeScalars)
        let passages = TextQuote.Field.allCases.compactMap { field -> (text: String, distance: Int)? in
            let scalars = scalars(of: field)
            guard let range = AnchorSearch(scalars).nearest(to: quote) else { return nil }
            let passage = scalars[Self.wholeWords(range, of: scalars)]
            let limit = max(passage.count, quote.count)
            guard let distance = EditDistance.damerauLevenshtein(passage, quote[...], limit: limit) else {
                return nil
            }
            return (String(passage), distance)
        }
        return passages.min { $0.distance < $1.distance }?.text
    }
}
