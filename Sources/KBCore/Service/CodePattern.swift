/// A set of codes as a person writes it: a class, a beginning, a range, all of a book.
///
/// | text | codes |
/// |---|---|
/// | `4xx`, `50x`, `4**` | those that begin so and are as long |
/// | `50`, `E`, `50*`, `5.1.x` | those that begin so, in any case |
/// | `507-511` | the numbers between, both included |
/// | `http:4xx`, `http:` | the same in one book; all of the book |
/// | an empty text | all codes |
public struct CodePattern: Hashable, Sendable {
    /// Which codes of the book, or of all books.
    public enum Shape: Hashable, Sendable {
        /// Every code.
        case all
        /// Codes that begin with a text, in any case.
        case beginning(String)
        /// Codes that begin with digits and have a length, in Unicode scalars: `4xx`.
        case wildcard(beginning: String, length: Int)
        /// Codes that are numbers, from the first to the last.
        case range(ClosedRange<Int>)
    }

    /// The slug of the book, where the pattern names one.
    public var book: String?
    /// Which codes.
    public var shape: Shape

    /// Reads a pattern; every text is one.
    public init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let names = parts.count == 2 ? String(parts[0]) : ""
        book = names.isEmpty ? nil : names.lowercased()
        shape = Self.shape(of: parts.count == 2 ? parts[1] : text[...])
    }

    /// Reads a pattern that names no book.
    static func shape(of text: some StringProtocol) -> Shape {
        wildcard(text) ?? range(text) ?? beginning(text)
    }

    /// `4xx`, `50x`, `4**`: digits, then one sign for each scalar that may be any.
    private static func wildcard(_ text: some StringProtocol) -> Shape? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let wild = text.dropFirst(digits.count)
        guard !digits.isEmpty, !wild.isEmpty, wild != "*", wild.allSatisfy({ "xX*_".contains($0) }) else {
            return nil
        }
        return .wildcard(beginning: String(digits), length: digits.count + wild.count)
    }

    /// `507-511`.
    private static func range(_ text: some StringProtocol) -> Shape? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first < last else { return nil }
        return .range(first...last)
    }

    private static func beginning(_ text: some StringProtocol) -> Shape {
        let isOpen =
            text.last == "*"
            || text.hasSuffix(".x") && text.dropLast(2).allSatisfy { $0.isNumber || $0 == "." || $0 == "x" }
                && text.first?.isNumber == true
        var beginning = isOpen ? String(text.dropLast()) : String(text)
        // 4.x.x is all that begins with 4.
        while isOpen, beginning.hasSuffix(".x.") { beginning.removeLast(2) }
        return beginning.isEmpty ? .all : .beginning(beginning)
    }
}
