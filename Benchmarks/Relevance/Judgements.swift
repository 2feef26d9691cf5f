import Foundation

/// A query, and the codes of which any answers it.
struct Judgement {
    var kind: String
    var query: String
    var book: String
    /// Empty where finding nothing is right.
    var codes: Set<String>

    /// Reads `kind query book codes`, tab-separated, after a header; `-` stands for no code.
    static func read(_ url: URL) throws -> [Judgement] {
        try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4 else { throw CocoaError(.fileReadCorruptFile) }
            let codes = fields[3] == "-" ? [] : fields[3].split(separator: ",").map(String.init)
            return Judgement(kind: fields[0], query: fields[1], book: fields[2], codes: Set(codes))
        }
    }
}

/// How an engine did on some queries.
struct Scores {
    private var count = 0
    private var atOne = 0
    private var atThree = 0
    private var reciprocals = 0.0
    private var empty = 0

    /// Counts one query.
    mutating func add(_ results: [String], for judgement: Judgement) {
        count += 1
        if results.isEmpty { empty += 1 }
        guard let place = results.firstIndex(where: { judgement.codes.contains($0) }) else { return }
        if place == 0 { atOne += 1 }
        if place < 3 { atThree += 1 }
        reciprocals += 1 / Double(place + 1)
    }

    /// `n`, success@1, success@3, MRR and the share of queries without any result.
    var cells: [String] {
        func percent(_ part: Int) -> String {
            String(format: "%.1f %%", 100 * Double(part) / Double(max(1, count)))
        }
        return [
            String(count), percent(atOne), percent(atThree),
            String(format: "%.3f", reciprocals / Double(max(1, count))), percent(empty),
        ]
    }

    /// Success@3 in per cent, or the zero-result rate for nonsense.
    func short(isNonsense: Bool) -> String {
        String(format: "%.0f", 100 * Double(isNonsense ? empty : atThree) / Double(max(1, count)))
    }
}
