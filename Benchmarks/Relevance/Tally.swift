/// How many of some queries were answered rightly.
struct Tally: Equatable {
    private(set) var queries = 0
    private(set) var first = 0
    private(set) var amongThree = 0

    init() {}

    init(queries: Int, first: Int, amongThree: Int) {
        self.queries = queries
        self.first = first
        self.amongThree = amongThree
    }

    mutating func add(_ grade: Grade) {
        queries += 1
        if grade == .first { first += 1 }
        if grade != .miss { amongThree += 1 }
    }

    mutating func add(_ other: Tally) {
        queries += other.queries
        first += other.first
        amongThree += other.amongThree
    }
}

/// How kb did on some queries: with their own book named, and in all books at once.
struct Figures: Equatable {
    var own = Tally()
    var all = Tally()

    mutating func add(_ other: Figures) {
        own.add(other.own)
        all.add(other.all)
    }
}
