import KBDocuments

extension Code {
    /// The description and the texts of the fields, a line feed after each but the last: what is searched as one text.
    var text: String {
        fields.isEmpty ? description : Self.text(description, fields)
    }

    /// The text of ``text`` from its parts.
    static func text(_ description: String, _ fields: [EntryField]) -> String {
        var text = description
        for field in fields {
            text += "\n"
            text += field.text
        }
        return text
    }

    /// Says where parts of ``text`` stand: in the description or in fields; what goes beyond one of them is parted.
    func marks(inText ranges: [Range<Int>]) -> [TextMark] {
        if fields.isEmpty { return ranges.map { TextMark(field: .description, range: $0) } }
        var parts: [(name: String?, range: Range<Int>)] = []
        var start = 0
        for (name, text) in [(nil, description)] + fields.map({ ($0.name as String?, $0.text) }) {
            let end = start + text.unicodeScalars.count
            parts.append((name, start..<end))
            start = end + 1
        }
        return parts.flatMap { part in
            ranges.map { $0.clamped(to: part.range) }.filter { !$0.isEmpty }.map { range in
                let place =
                    range.lowerBound - part.range.lowerBound..<range.upperBound - part.range.lowerBound
                return TextMark(
                    field: part.name == nil ? .description : .field, range: place, name: part.name)
            }
        }
    }
}
