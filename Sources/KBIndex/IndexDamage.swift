import GRDB
import KBFile

/// What is wrong with an index that another tool, or a fault of the disk, has taken a part of.
///
/// A search must not answer "nothing found" then.
enum IndexDamage {
    /// A part of it is missing.
    static let missingPart = StoreFault.indexDamaged

    /// A part of it has a format that this kb does not read.
    static let unknownFormat = StoreFault.indexDamaged

    /// Refuses an index of which a whole table, or a segment's part of one, is gone.
    ///
    /// Cost: a look into each table for each segment. `kb doctor` compares everything.
    static func check(_ segments: [SegmentReader], of source: some IndexSource, _ db: Database) throws {
        guard !segments.isEmpty else {
            if try source.hasUnchanged(db) { throw missingPart }
            return
        }
        let terms = try db.cachedStatement(sql: "SELECT term FROM index_terms WHERE segment = ? LIMIT 1")
        for segment in segments where segment.termCount > 0 {
            terms.bindDirect(segment.id ?? 0, at: 1)
            defer { terms.endDirect() }
            if try !terms.stepDirect() { throw missingPart }
        }
        let vocabulary = try db.cachedStatement(sql: "SELECT 1 FROM vocabulary LIMIT 1")
        defer { vocabulary.endDirect() }
        if try !vocabulary.stepDirect(), try hasVocabulary(segments, db) { throw missingPart }
    }

    /// Tells whether some term of the segments belongs to the vocabulary.
    private static func hasVocabulary(_ segments: [SegmentReader], _ db: Database) throws -> Bool {
        let terms = try db.cachedStatement(sql: "SELECT term FROM index_terms WHERE segment = ?")
        for segment in segments {
            terms.bindDirect(segment.id ?? 0, at: 1)
            defer { terms.endDirect() }
            while try terms.stepDirect() {
                if Term.isOfVocabulary(terms.blob(0)) { return true }
            }
        }
        return false
    }
}
