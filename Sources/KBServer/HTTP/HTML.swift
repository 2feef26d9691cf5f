import KBPresentation
import KBText

/// A piece of a page: markup from this program, and texts of people made harmless.
///
/// A text becomes a piece in one way only, which escapes it by its Unicode scalars. Templates take no texts: the
/// library's own escapes go by characters, and a quotation mark with an accent is another character to it.
struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The markup.
    private(set) var text: String

    /// Nothing.
    init() { text = "" }

    /// A text of people, escaped.
    init(_ text: String) { self.text = Self.escaped(text) }

    /// Markup that this program has made.
    init(markup text: String) { self.text = text }

    /// Markup that stands in the program.
    init(stringLiteral value: String) { text = value }

    init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// Markup in the program, with texts in it.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ text: String) { self.text += HTML.escaped(text) }
        mutating func appendInterpolation(_ number: Int) { text += String(number) }
        mutating func appendInterpolation(_ html: HTML) { text += html.text }
    }

    static func + (left: HTML, right: HTML) -> HTML { HTML(markup: left.text + right.text) }
    static func += (left: inout HTML, right: HTML) { left.text += right.text }

    /// Pieces one after another.
    static func joined(_ pieces: some Sequence<HTML>, by separator: HTML = "") -> HTML {
        HTML(markup: pieces.map(\.text).joined(separator: separator.text))
    }

    var isEmpty: Bool { text.isEmpty }

    /// A text in which no scalar begins or ends anything, in an element or between quotation marks.
    static func escaped(_ text: String) -> String {
        var text = text
        let isPlain = text.withUTF8 { bytes in
            !bytes.contains { $0 < 0x20 && $0 != 0x0A || [0x22, 0x26, 0x27, 0x3C, 0x3E].contains($0) }
        }
        if isPlain { return text }
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count + 64)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // A parser of HTML makes a line feed of it, and a passage would have another place.
            case "\r": escaped += "&#13;"
            case "\0": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A text in which what is invisible or changes the direction of others is written out.
    static func visible(_ text: String) -> HTML { HTML(TerminalText.escaped(text)) }

    /// Whether a text can be shown exactly as it is: nothing in it hides, steers or reorders.
    static func isHarmless(_ text: String) -> Bool {
        var text = text.replacing("\r\n", with: "\n")
        return text.withUTF8 { !HarmfulCharacters.occur(in: $0, except: [0x09, 0x0A]) }
    }

    /// A text with parts of it marked.
    ///
    /// - Parameters:
    ///   - text: The text, which stays the text of the markup, scalar by scalar.
    ///   - marks: Offsets of Unicode scalars; they may overlap.
    ///   - tag: What stands before and behind a marked part.
    /// - Returns: The markup.
    static func marked(
        _ text: String, _ marks: [Range<Int>], tag: (open: HTML, close: HTML) = ("<mark>", "</mark>")
    )
        -> HTML
    {
        guard !marks.isEmpty else { return HTML(text) }
        let scalars = Array(text.unicodeScalars)
        let ranges = marks.map { $0.clamped(to: 0..<scalars.count) }.united()
        var (html, place) = (HTML(), 0)
        for range in ranges {
            html += HTML(String(scalars: scalars[place..<range.lowerBound]))
            html += tag.open + HTML(String(scalars: scalars[range])) + tag.close
            place = range.upperBound
        }
        return html + HTML(String(scalars: scalars[place...]))
    }
}
