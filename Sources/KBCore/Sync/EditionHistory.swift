/// Which editions follow which.
///
/// The same document imported in two files after the same edition, or after none, is one state of the book, though either
/// file gives it a name.
struct EditionHistory {
    private let editions: [String: LogLine.Edition]
    /// A name for the state that an edition makes, by its UUID.
    private var states: [String: String] = [:]
    /// States before a state, by its name.
    private var before: [String: Set<String>] = [:]
    private var followed: Set<String> = []

    init(_ editions: [LogLine.Edition]) {
        self.editions = Dictionary(editions.map { ($0.edition, $0) }) { first, _ in first }
        for edition in editions { settle(edition.edition) }
        for edition in editions {
            let state = state(of: edition.edition)
            for parent in edition.parents { followed.insert(self.state(of: parent)) }
            before[state, default: []].formUnion(edition.parents.map { self.state(of: $0) })
        }
    }

    /// Names the state of an edition and of all before it.
    private mutating func settle(_ edition: String) {
        // Not by recursion: a history is as long as others make it.
        var open = [edition]
        var entered: Set<String> = []
        while let next = open.last {
            guard states[next] == nil, let found = editions[next] else {
                open.removeLast()
                continue
            }
            let unknown = found.parents.filter { states[$0] == nil && editions[$0] != nil }
            if !unknown.isEmpty, entered.insert(next).inserted {
                open += unknown
                continue
            }
            // What names itself as what it follows has no other name than its own.
            let parents = found.parents.map { states[$0] ?? $0 }.sorted()
            let text = ([found.book, found.sha256] + parents).joined(separator: "\n")
            states[next] = unknown.isEmpty ? SHA256.hexadecimal(of: Array(text.utf8)) : next
            open.removeLast()
        }
    }

    /// A name for the state that an edition makes.
    func state(of edition: String) -> String { states[edition] ?? edition }

    /// Whether no edition follows this one.
    func isHead(_ edition: String) -> Bool { !followed.contains(state(of: edition)) }

    /// Whether an edition is another one, or comes after it.
    func has(_ edition: String, _ other: String) -> Bool {
        let wanted = state(of: other)
        var seen: Set<String> = []
        var open = [state(of: edition)]
        while let next = open.popLast() {
            if next == wanted { return true }
            if seen.insert(next).inserted { open += before[next] ?? [] }
        }
        return false
    }
}
