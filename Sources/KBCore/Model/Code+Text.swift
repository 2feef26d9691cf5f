import KBDocuments

extension Code {
    /// The description, the texts of the fields, and those in further languages, a line feed after each but the last:
    /// what is searched as one text.
    var text: String {
        fields.isEmpty && translations.isEmpty ? description : textParts.map(\.text).joined(separator: "\n")
    }

    /// The text of ``text`` from its parts, without further languages.
    static func text(_ description: String, _ fields: [EntryField]) -> String {
        fields.reduce(into: description) { text, field in
            text += "\n"
            text += field.text
        }
    }

    /// Says where parts of ``text`` stand: in the description, in fields or in another language.
    ///
    /// What goes beyond one of them is parted. In names of further languages nothing is marked.
    func marks(inText ranges: [Range<Int>]) -> [TextMark] {
        if fields.isEmpty, translations.isEmpty {
            return ranges.map { TextMark(field: .description, range: $0) }
        }
        var start = 0
        return textParts.flatMap { part in
            let whole = start..<start + part.text.unicodeScalars.count
            start = whole.upperBound + 1
            guard let field = part.field else { return [TextMark]() }
            return ranges.map { $0.clamped(to: whole) }.filter { !$0.isEmpty }.map { range in
                TextMark(
                    field: field,
                    range: range.lowerBound - whole.lowerBound..<range.upperBound - whole.lowerBound,
                    name: part.name)
            }
        }
    }

    private var textParts: [(field: SearchResult.Field?, name: String?, text: String)] {
        [(.description, nil, description)] + fields.map { (.field, $0.name, $0.text) }
            + translations.flatMap { text in
                (text.name.map { [(nil, nil, $0)] } ?? []) + [(.translation, text.language, text.description)]
            }
    }
}
