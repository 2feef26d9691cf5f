import GRDB

/// A quote in the text of a code: what it says, what stands around it, and where it is.
///
/// Quote and context are a W3C Web Annotation TextQuoteSelector, the place is a TextPositionSelector:
/// <https://www.w3.org/TR/annotation-model/#text-quote-selector>
public struct TextQuote: Hashable, Sendable {
    /// The text of a code that can be quoted.
    public enum Field: String, Hashable, Sendable, CaseIterable {
        case name, description
    }

    /// Which text of the code the quote stands in.
    public var field: Field
    /// The quoted text, never empty.
    public var exact: String
    /// What stands before the quote, up to 32 Unicode scalars.
    public var prefix: String
    /// What stands after the quote, up to 32 Unicode scalars.
    public var suffix: String
    /// Where the quote begins, in Unicode scalars from 0; nil where another tool left it out.
    public var start: Int?
    /// Where the quote has ended, in Unicode scalars from 0; nil where another tool left it out.
    public var end: Int?
    /// Whether the quote is no longer in the text; the other properties then tell where it last was.
    public var isOrphaned: Bool

    /// How many Unicode scalars of context are kept on each side.
    static let contextLength = 32
    /// The places that the file can hold.
    static let places = 0...1_000_000_000
    /// The most Unicode scalars of context that the file can hold on each side.
    static let mostContext = 1000

    /// Tells whether the file can hold place and context.
    var isWithinBounds: Bool {
        Self.places.contains(start ?? 0)
            && ((start ?? 0)...Self.places.upperBound).contains(end ?? Self.places.upperBound)
            && [prefix, suffix].allSatisfy { $0.unicodeScalars.count <= Self.mostContext }
    }

    init(
        field: Field, exact: String, prefix: String, suffix: String, start: Int?, end: Int?,
        isOrphaned: Bool = false
    ) {
        self.field = field
        self.exact = exact
        self.prefix = prefix
        self.suffix = suffix
        self.start = start
        self.end = end
        self.isOrphaned = isOrphaned
    }

    /// The quote of `range` in `text`, with its context.
    init(field: Field, text: [Unicode.Scalar], range: Range<Int>) {
        self.init(
            field: field, exact: String(text[range]),
            prefix: String(text[max(0, range.lowerBound - Self.contextLength)..<range.lowerBound]),
            suffix: String(text[range.upperBound..<min(text.count, range.upperBound + Self.contextLength)]),
            start: range.lowerBound, end: range.upperBound)
    }
}

extension TextQuote {
    /// The columns that a quote is read from, by their place in ``columns``.
    enum Column: Int, CaseIterable {
        case field, exact, prefix, suffix, start, end, anchor
    }

    /// The names of all ``Column``s, which a test holds to it.
    static let columns = #"field, exact, prefix, suffix, "start", "end", anchor"#

    /// ``columns`` with a value for each, as UPDATE wants them.
    static let assignments = columns.split(separator: ", ").map { "\($0) = ?" }.joined(separator: ", ")

    /// Reads ``columns``, which begin at a place of a row; nil when there is no quote.
    init?(row: Row, from first: Int) {
        func place(_ column: Column) -> Int { first + column.rawValue }
        let name = row.optionalText(place(.field))
        let exact = row.optionalText(place(.exact))
        guard let field = name.flatMap(Field.init), let exact, !exact.isEmpty else { return nil }
        /// Nil for a place that no text has: a file of an older format, or a damaged one, holds anything.
        func position(_ column: Column) -> Int? {
            row.optionalInteger(place(column)).flatMap { Self.places.contains($0) ? $0 : nil }
        }
        self.init(
            field: field, exact: exact, prefix: row.text(place(.prefix)), suffix: row.text(place(.suffix)),
            start: position(.start), end: position(.end),
            isOrphaned: row.text(place(.anchor)) == "orphaned")
    }

    /// The values of ``columns``, as arguments of a statement.
    static func arguments(_ quote: TextQuote?) -> [(any DatabaseValueConvertible)?] {
        [
            quote?.field.rawValue, quote?.exact, quote?.prefix ?? "", quote?.suffix ?? "", quote?.start,
            quote?.end,
            quote?.isOrphaned == true ? "orphaned" : "anchored",
        ]
    }
}

extension Code {
    /// The scalars of a text that quotes stand in.
    func scalars(of field: TextQuote.Field) -> [Unicode.Scalar] {
        switch field {
        case .name: Array(name.unicodeScalars)
        case .description: Array(description.unicodeScalars)
        }
    }
}

extension String {
    /// Makes a text of Unicode scalars.
    init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
