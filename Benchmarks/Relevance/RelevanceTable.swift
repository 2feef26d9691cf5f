import Foundation

/// Figures as tables in Markdown, as docs/search.md has them.
enum RelevanceTable {
    private static let heads = ["own first", "own three", "all first", "all three"]

    /// One set by kind, then by book; where the set's first look is known, each cell has it before the figure.
    static func text(_ set: SetFigures, firstLook: [String: Figures], peers: [String]) -> String {
        var known = firstLook
        if !known.isEmpty {
            known[set.total.name] = firstLook.reduce(into: Figures()) { sum, kind in
                let isKind = !kind.key.hasPrefix("book ") && kind.key != Judgement.nonsense
                if isKind { sum.add(kind.value) }
            }
        }
        let rows = (set.kinds + [set.total] + set.books).map { row in
            [row.name, String(row.figures.own.queries)] + cells(row.figures, known[row.name])
                + peers.map { share(row.peers[$0], \.amongThree, "%.0f") }
        }
        return table(["kind", "queries"] + heads + peers, rows)
    }

    /// All sets, a line each.
    static func text(_ sets: [SetFigures]) -> String {
        let rows = sets.map { set in
            let nonsense = set.kinds.first { $0.name == Judgement.nonsense }
            return [set.name, String(set.total.figures.own.queries)] + cells(set.total.figures, nil)
                + [share(nonsense?.figures.own, \.first, "%.1f")]
        }
        return table(["set", "queries"] + heads + ["nonsense unanswered"], rows)
    }

    private static func cells(_ figures: Figures, _ before: Figures?) -> [String] {
        let columns: [(KeyPath<Figures, Tally>, KeyPath<Tally, Int>)] = [
            (\.own, \.first), (\.own, \.amongThree), (\.all, \.first), (\.all, \.amongThree),
        ]
        return columns.map { tally, count in
            let now = share(figures[keyPath: tally], count, "%.1f")
            guard let before else { return now }
            return share(before[keyPath: tally], count, "%.1f") + " → " + now
        }
    }

    /// In per cent.
    private static func share(_ tally: Tally?, _ count: KeyPath<Tally, Int>, _ format: String) -> String {
        guard let tally, tally.queries > 0 else { return "–" }
        return String(format: format, 100 * Double(tally[keyPath: count]) / Double(tally.queries))
    }

    private static func table(_ heads: [String], _ rows: [[String]]) -> String {
        let rule = heads.indices.map { $0 == 0 ? "---" : "---:" }
        return ([heads] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
            .enumerated().map { $0 == 0 ? $1 + "\n|" + rule.joined(separator: "|") + "|" : $1 }
            .joined(separator: "\n")
    }
}
