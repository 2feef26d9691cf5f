import GRDB
import KBFile
import KBText

/// The runs of Han characters in the names and aliases of a book, or of all: where initials are looked for.
struct TitleRuns {
    private struct Run {
        var characters: [Unicode.Scalar]
        /// Whether the run is a whole name or alias.
        var isWhole: Bool
    }

    private var runs: [Run] = []

    /// Reads all names and aliases.
    ///
    /// Cost: a scan, about 0.5 µs a name.
    init(_ db: Database, book: String?) throws {
        for sql in [
            "SELECT name FROM codes WHERE ?1 IS NULL OR book = ?1",
            "SELECT alias FROM aliases WHERE ?1 IS NULL OR book = ?1",
        ] {
            let statement = try db.cachedStatement(sql: sql)
            statement.bindDirect(book, at: 1)
            defer { statement.endDirect() }
            while try statement.stepDirect() { add(statement.text(0)) }
        }
    }

    private mutating func add(_ title: String) {
        var run: [Unicode.Scalar] = []
        var isWhole = true
        func end(_ runs: inout [Run]) {
            if run.count > 1 { runs.append(Run(characters: run, isWhole: isWhole)) }
            run = []
            isWhole = false
        }
        for scalar in title.unicodeScalars {
            if Han.contains(scalar) { run.append(scalar) } else { end(&runs) }
        }
        end(&runs)
    }

    /// The words that are read so, whole names and aliases first, then those that more of them hold.
    func words(_ units: [Pinyin.Unit], _ matches: (Pinyin.Unit, Unicode.Scalar) -> Bool) -> [(
        text: String, isWhole: Bool
    )] {
        var counts: [String: (count: Int, isWhole: Bool)] = [:]
        for run in runs where run.characters.count >= units.count {
            for start in 0...run.characters.count - units.count {
                let isRead = units.indices.allSatisfy { matches(units[$0], run.characters[start + $0]) }
                guard isRead else { continue }
                let word = String(String.UnicodeScalarView(run.characters[start..<start + units.count]))
                let known = counts[word] ?? (0, false)
                counts[word] = (
                    known.count + 1, known.isWhole || run.isWhole && run.characters.count == units.count
                )
            }
        }
        return counts.sorted { left, right in
            if left.value.isWhole != right.value.isWhole { return left.value.isWhole }
            return left.value.count != right.value.count
                ? left.value.count > right.value.count : left.key < right.key
        }.map { ($0.key, $0.value.isWhole) }
    }
}
