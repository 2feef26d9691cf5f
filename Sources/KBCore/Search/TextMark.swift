/// A part of a text that answered a query.
public struct TextMark: Hashable, Sendable {
    /// The text: ``SearchResult/Field/name`` is the name with its qualifier as ``Code/title`` has them, `alias` and
    /// `note` are those of the result, `quote` is the quote of the note.
    public var field: SearchResult.Field
    /// Offsets of Unicode scalars in the text.
    public var range: Range<Int>
    /// Which of ``Code/fields`` it is, or the language of a translation; nil for another text.
    public var name: String?

    /// Marks a part of a text.
    public init(field: SearchResult.Field, range: Range<Int>, name: String? = nil) {
        self.field = field
        self.range = range
        self.name = name
    }

    /// Ranges in order, those that overlap as one; those that only touch stay apart.
    static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = result.last, range.lowerBound < last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
