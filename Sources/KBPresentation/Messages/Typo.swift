import KBText

/// Typos in names that a person types.
package enum Typo {
    /// The word that `typed` is most likely meant to be; nil when none is near.
    package static func nearest(to typed: String, among words: [String]) -> String? {
        let limit = typed.count < 4 ? 1 : 2
        return words.compactMap { word in
            EditDistance.damerauLevenshtein(typed.unicodeScalars, word.unicodeScalars, limit: limit)
                .map { (word: word, distance: $0) }
        }.min { $0.distance < $1.distance }?.word
    }
}
