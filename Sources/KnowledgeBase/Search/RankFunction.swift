import GRDB
import GRDBSQLite

/// The ranking function of kb's queries, an FTS5 auxiliary function registered on each connection.
///
/// `kb_rank(codes_pairs)` is higher for better rows. For each phrase of the query a field counts by how often
/// the phrase stands in it and how short the field is (the saturating term frequency of BM25, with k₁ = 1 and
/// b = ½); the name and the aliases count more than the description. When the query has several phrases, a
/// description in which all of them stand close together counts up to half as much again.
///
/// Further arguments are the weights of the phrases, in their order; a phrase without one weighs 1.
///
/// Unlike `bm25` it needs no count of the rows that hold each phrase: the phrases of one query are all there, or
/// are weighed by the caller. So every hit is visited once and not twice.
///
/// SQLite FTS5 §7.1: <https://www.sqlite.org/fts5.html#custom_auxiliary_functions>
enum RankFunction {
    /// The weight of a phrase in the name, in the aliases and in the description.
    static let fieldWeights: [Double] = [1.6, 1.4, 1]
    /// About as many tokens as a short description has.
    static let usualLength = 40.0

    /// As many weights as SQLite lets a function have arguments, less the table (SQLITE_MAX_FUNCTION_ARG is 100).
    static let mostWeights = 99

    static func register(in db: Database) {
        let api = FTS5.api(db)
        _ = api.pointee.xCreateFunction(
            UnsafeMutablePointer(mutating: api), "kb_rank", nil,
            { api, context, sqlite, count, values in
                let weights = UnsafeBufferPointer(start: values, count: Int(count))
                guard let api, let score = RankFunction.score(api.pointee, context, weights) else {
                    sqlite3_result_error_code(sqlite, SQLITE_ERROR)
                    return
                }
                sqlite3_result_double(sqlite, score)
            }, nil)
    }

    private static func score(
        _ api: Fts5ExtensionApi, _ context: OpaquePointer?, _ weights: UnsafeBufferPointer<OpaquePointer?>
    ) -> Double? {
        var hits: Int32 = 0
        guard api.xInstCount(context, &hits) == SQLITE_OK else { return nil }
        let phrases = max(1, Int(api.xPhraseCount(context)))
        // How often each phrase stands in each column, phrase by phrase.
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: phrases * 3) { counts -> Double? in
            counts.initialize(repeating: 0)
            var nearest = Int32.max
            var last: (phrase: Int32, column: Int32, offset: Int32) = (-1, -1, 0)
            for index in 0..<hits {
                var hit: (phrase: Int32, column: Int32, offset: Int32) = (0, 0, 0)
                guard api.xInst(context, index, &hit.phrase, &hit.column, &hit.offset) == SQLITE_OK else {
                    return nil
                }
                counts[Int(hit.phrase) * 3 + min(2, Int(hit.column))] += 1
                if last.column == hit.column, last.phrase != hit.phrase {
                    nearest = min(nearest, abs(hit.offset - last.offset))
                }
                last = hit
            }
            var score = 0.0
            for column in 0..<3 {
                guard (0..<phrases).contains(where: { counts[$0 * 3 + column] > 0 }) else { continue }
                var length: Int32 = 0
                guard api.xColumnSize(context, Int32(column), &length) == SQLITE_OK else { return nil }
                let damping = 0.5 + 0.5 * Double(length) / usualLength
                for phrase in 0..<phrases {
                    let count = counts[phrase * 3 + column]
                    guard count > 0 else { continue }
                    let weight = phrase < weights.count ? sqlite3_value_double(weights[phrase]) : 1
                    score += weight * fieldWeights[column] * count / (count + damping)
                }
            }
            score /= weights.isEmpty ? Double(phrases) : 1
            if phrases > 1, nearest < Int32.max { score *= 1 + 0.5 / (1 + Double(nearest) / 8) }
            return score
        }
    }
}
