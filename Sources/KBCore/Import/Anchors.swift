import GRDB

/// Moves annotations along when the text that they quote changes.
enum Anchors {
    /// Finds the quotes of a code's annotations in its new text.
    ///
    /// An annotation whose quote is lost is kept and marked as orphaned; one that was orphaned and whose quote is
    /// back is anchored again. Each that moves gets a revision; nothing is written for the others.
    ///
    /// - Returns: The code, once for each annotation whose quote was lost with this change.
    static func follow(_ db: Database, from before: Code, to after: Code) throws -> [CodeReference] {
        let changed = TextQuote.Field.allCases.filter { before.scalars(of: $0) != after.scalars(of: $0) }
        guard !changed.isEmpty else { return [] }
        let annotations = try Note.fetchAll(
            db,
            sql:
                "SELECT \(Note.columns) FROM notes WHERE book = ? AND code = ? AND exact IS NOT NULL ORDER BY id",
            arguments: [after.reference.book, after.reference.code])
        var orphaned: [CodeReference] = []
        for note in annotations {
            guard let quote = note.anchor, changed.contains(quote.field) else { continue }
            let moved = relocated(quote, in: after.scalars(of: quote.field))
            guard moved != quote else { continue }
            try write(moved, of: note, to: db)
            if moved.isOrphaned { orphaned.append(after.reference) }
        }
        return orphaned
    }

    /// The quote at its place in a new text; as it was but orphaned where it has none.
    static func relocated(_ quote: TextQuote, in text: [Unicode.Scalar]) -> TextQuote {
        guard let range = AnchorSearch(text).place(of: quote) else {
            var lost = quote
            lost.isOrphaned = true
            return lost
        }
        return TextQuote(field: quote.field, text: text, range: range)
    }

    private static func write(_ quote: TextQuote, of note: Note, to db: Database) throws {
        try db.execute(
            sql: "UPDATE notes SET \(TextQuote.assignments) WHERE id = ?",
            arguments: StatementArguments(TextQuote.arguments(quote) + [note.id]))
    }
}
