import KBCore

/// The passages of a code that annotations are about, numbered as they stand: in the name, then in the description.
package struct AnnotationMarks {
    /// A passage of a text that is shown.
    struct Mark {
        /// Offsets of Unicode scalars in the text.
        var range: Range<Int>
        var number: Int
    }

    private var marks: [TextQuote.Field: [Mark]] = [:]
    private var numbers: [Int64: Int] = [:]

    /// Takes the annotations of a code.
    ///
    /// - Parameters:
    ///   - notes: The notes on the code.
    ///   - code: The code.
    ///   - fields: The texts that are shown as the document has them: passages of others get no number.
    init(_ notes: [Note], on code: Code, in fields: [TextQuote.Field]) {
        for field in TextQuote.Field.allCases where fields.contains(field) {
            let found = notes.compactMap { note -> (note: Note, range: Range<Int>)? in
                guard let quote = note.anchor, quote.field == field, !quote.isOrphaned else { return nil }
                return Self.range(of: quote, in: code).map { (note, $0) }
            }.sorted {
                ($0.range.lowerBound, $0.range.upperBound, $0.note.id)
                    < ($1.range.lowerBound, $1.range.upperBound, $1.note.id)
            }
            for (note, range) in found {
                numbers[note.id] = numbers.count + 1
                marks[field, default: []].append(Mark(range: range, number: numbers.count))
            }
        }
    }

    /// The same with the passages of one text only.
    func only(_ field: TextQuote.Field) -> AnnotationMarks {
        var other = self
        other.marks = marks.filter { $0.key == field }
        return other
    }

    /// The passages of a text.
    func marks(in field: TextQuote.Field) -> [Mark] { marks[field] ?? [] }

    /// The number of an annotation; nil where its passage is not shown.
    func number(of note: Note) -> Int? { numbers[note.id] }

    /// Where a quote stands.
    ///
    /// Other tools may have left its place out, or written another.
    private static func range(of quote: TextQuote, in code: Code) -> Range<Int>? {
        let places = code.quotes(of: quote.exact, in: quote.field).compactMap { place in
            place.start.flatMap { start in place.end.map { start..<$0 } }
        }
        return places.first { $0.lowerBound == quote.start } ?? (places.count == 1 ? places[0] : nil)
    }
}

extension StyledText {
    /// A text with the parts that were looked for, and with passages: coloured, or between brackets, and numbered.
    init(_ text: String, marks: [Range<Int>], passages: [AnnotationMarks.Mark], on terminal: Terminal) {
        self.init()
        let scalars = Array(text.unicodeScalars)
        let marks = marks.map { $0.clamped(to: 0..<scalars.count) }
        let passages = passages.map {
            AnnotationMarks.Mark(range: $0.range.clamped(to: 0..<scalars.count), number: $0.number)
        }
        let edges = Set(
            (marks + passages.map(\.range)).flatMap { [$0.lowerBound, $0.upperBound] } + [0, scalars.count])
        let cuts = edges.sorted()
        for (start, end) in zip(cuts, cuts.dropFirst()) {
            if !terminal.hasColor {
                for passage in passages where passage.range.lowerBound == start { add("[") }
            }
            let isMarked = marks.contains { $0.contains(start) }
            let isPassage = passages.contains { $0.range.contains(start) }
            add(String(scalars: scalars[start..<end]), isMarked ? .match : isPassage ? .magenta : nil)
            for passage in passages where passage.range.upperBound == end {
                add(terminal.hasColor ? "[\(passage.number)]" : "][\(passage.number)]", .dim)
            }
        }
    }
}
