import GRDB
import KBIndex
import KBText

/// What to offer when nothing was found.
enum Suggestions {
    /// Codes that hold a part of the query, codes near a number, and words spelt nearly so; at most 3.
    static func of(
        _ index: IndexSearcher, _ query: SearchQuery, near: [SearchResult]
    ) throws -> [Suggestion] {
        let folded = TextFolding.fold(query.text)
        if folded.allSatisfy(\.isNumber), folded.count <= 18, let number = Int64(folded) {
            return try NearestCodes.codes(index.db, to: number, book: index.book).map(Suggestion.code)
        }
        if !near.isEmpty { return near.map { Suggestion.code($0.code) } }
        guard query.words.count == 1, let word = query.words.first, !Han.occurs(in: word) else { return [] }
        let typed = Array(TextFolding.fold(word).utf8)
        guard (4...40).contains(typed.count) else { return [] }
        let close = try Vocabulary(index).words(like: TextFolding.fold(word), slips: 3).compactMap {
            known -> (String, Int)? in
            guard let distance = EditDistance.damerauLevenshtein(typed, Array(known.utf8), limit: 3),
                distance * 2 < typed.count
            else { return nil }
            return (known, distance)
        }
        return close.sorted { $0.1 != $1.1 ? $0.1 < $1.1 : $0.0 < $1.0 }.prefix(3).map { .word($0.0) }
    }
}
