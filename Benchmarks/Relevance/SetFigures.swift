/// How kb and its peers did on a set of queries, by kind and by book.
struct SetFigures {
    /// A kind of query or a book, with what was counted of it.
    struct Row {
        var name: String
        var figures = Figures()
        /// By the peers' names, with the own book.
        var peers: [String: Tally] = [:]

        mutating func add(_ other: Row) {
            figures.add(other.figures)
            peers.merge(other.peers) { mine, theirs in
                var sum = mine
                sum.add(theirs)
                return sum
            }
        }
    }

    let name: String
    /// In the order of the file.
    private(set) var kinds: [Row] = []
    /// Without nonsense.
    private(set) var books: [Row] = []

    init(name: String) {
        self.name = name
    }

    /// All but nonsense.
    var total: Row {
        kinds.reduce(into: Row(name: "all but nonsense")) { sum, row in
            if row.name != Judgement.nonsense { sum.add(row) }
        }
    }

    /// Counts one query.
    mutating func add(_ judgement: Judgement, own: Grade, all: Grade, peers: [String: Grade]) {
        var row = Row(name: judgement.kind)
        row.figures.own.add(own)
        row.figures.all.add(all)
        row.peers = peers.mapValues { grade in
            var tally = Tally()
            tally.add(grade)
            return tally
        }
        Self.add(row, to: &kinds)
        guard !judgement.isNonsense else { return }
        row.name = "book \(judgement.book)"
        Self.add(row, to: &books)
    }

    private static func add(_ row: Row, to rows: inout [Row]) {
        if let index = rows.firstIndex(where: { $0.name == row.name }) {
            rows[index].add(row)
        } else {
            rows.append(row)
        }
    }

    /// What is worse than it was, in words.
    func falls(from accepted: [String: Figures]) -> [String] {
        kinds.flatMap { row in
            guard let before = accepted[row.name] else {
                return ["\(name), \(row.name): nothing is accepted yet"]
            }
            guard before.own.queries == row.figures.own.queries else {
                return ["\(name), \(row.name): \(row.figures.own.queries) queries, not \(before.own.queries)"]
            }
            let counts: [(String, KeyPath<Figures, Int>)] = [
                ("own book, first", \.own.first), ("own book, first three", \.own.amongThree),
                ("all books, first", \.all.first), ("all books, first three", \.all.amongThree),
            ]
            return counts.compactMap { words, count in
                let (now, then) = (row.figures[keyPath: count], before[keyPath: count])
                return now < then ? "\(name), \(row.name): \(words): \(now), accepted are \(then)" : nil
            }
        }
    }
}
