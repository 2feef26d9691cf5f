import GRDB

/// Moves annotations along when the text that they quote changes.
enum Anchors {
    /// Finds the quotes of a code's annotations in its new text.
    ///
    /// An annotation whose quote is lost is kept and marked as orphaned; one that was orphaned and whose quote is
    /// back is anchored again. Each that moves gets a revision; nothing is written for the others.
    ///
    /// - Returns: What was done.
    static func follow(_ db: Database, from before: Code, to after: Code) throws -> [AnchorMove] {
        let moves = try moves(db, from: before, to: after)
        for move in moves { try write(move.after, of: move.note, to: db) }
        return moves
    }

    /// What would become of a code's annotations with its new text; those that stay as they are are left out.
    ///
    /// Looking for the passage that is most like a lost one takes longest, and only a plan tells it.
    static func moves(
        _ db: Database, from before: Code, to after: Code, findsNearest: Bool = false
    ) throws -> [AnchorMove] {
        let changed = TextQuote.Field.allCases.filter { before.scalars(of: $0) != after.scalars(of: $0) }
        guard !changed.isEmpty else { return [] }
        let annotations = try Note.fetchAll(
            db,
            sql:
                "SELECT \(Note.columns) FROM notes WHERE book = ? AND code = ? AND exact IS NOT NULL ORDER BY id",
            arguments: [after.reference.book, after.reference.code])
        var searches: [TextQuote.Field: PassageSearch] = [:]
        return annotations.compactMap { note in
            guard let quote = note.anchor, changed.contains(quote.field) else { return nil }
            let search =
                searches[quote.field]
                ?? PassageSearch(from: before.scalars(of: quote.field), to: after.scalars(of: quote.field))
            searches[quote.field] = search
            let moved = search.relocated(quote)
            guard moved != quote else { return nil }
            let nearest = findsNearest && moved.isOrphaned ? after.nearest(to: quote) : nil
            return AnchorMove(note: note, after: moved, nearest: nearest)
        }
    }

    /// The quote at its place in a text whose earlier edition is not known; as it was but orphaned where it has none.
    static func relocated(_ quote: TextQuote, in text: [Unicode.Scalar]) -> TextQuote {
        guard let range = AnchorSearch(text).place(of: quote) else {
            var lost = quote
            lost.isOrphaned = true
            return lost
        }
        return TextQuote(field: quote.field, text: text, range: range)
    }

    private static func write(_ quote: TextQuote, of note: Note, to db: Database) throws {
        try db.cachedStatement(sql: "UPDATE notes SET \(TextQuote.assignments) WHERE id = ?")
            .execute(arguments: StatementArguments(TextQuote.arguments(quote) + [note.id]))
    }
}
