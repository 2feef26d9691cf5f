/// A document that a search of the index has found.
package struct IndexHit: Sendable {
    /// The document's id.
    package var id: Int64
    /// How the text stands in the document.
    package var level: MatchLevel
    package var isRetired: Bool
    /// Higher is better, within a level.
    package var score: Double
    /// The number of tokens in the description.
    package var length: UInt32

    package init(id: Int64, level: MatchLevel, isRetired: Bool, score: Double, length: UInt32) {
        (self.id, self.level, self.isRetired, self.score, self.length) = (id, level, isRetired, score, length)
    }

    /// The documented order: better levels first, then active documents, higher scores, shorter descriptions, lower
    /// ids.
    package static func isBetter(_ left: IndexHit, _ right: IndexHit) -> Bool {
        if let isBetter = isBetterButForID(left, right) { return isBetter }
        return left.id < right.id
    }

    /// The same without the ids; nil when they decide.
    @inline(__always)
    package static func isBetterButForID(_ left: IndexHit, _ right: IndexHit) -> Bool? {
        if left.level != right.level { return left.level.rawValue < right.level.rawValue }
        if left.isRetired != right.isRetired { return right.isRetired }
        if left.score != right.score { return left.score > right.score }
        if left.length != right.length { return left.length < right.length }
        return nil
    }
}
