import Foundation

/// Figures of sets of queries by kind, and by book, as a file in the folder of the sets keeps them.
struct FiguresFile {
    private static let header = "set\tkind\tqueries\town first\town first three\tall first\tall first three"

    private struct Line {
        var set: String
        var row: String
        var figures: Figures
    }

    private let url: URL
    private var lines: [Line] = []

    /// Reads a file; a missing one holds nothing.
    init(_ url: URL) throws {
        self.url = url
        guard FileManager.default.fileExists(atPath: url.path()) else { return }
        lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: "\t").map(String.init)
            let counts = fields.dropFirst(2).compactMap { Int($0) }
            guard fields.count == 7, counts.count == 5 else { throw CocoaError(.fileReadCorruptFile) }
            return Line(
                set: fields[0], row: fields[1],
                figures: Figures(
                    own: Tally(queries: counts[0], first: counts[1], amongThree: counts[2]),
                    all: Tally(queries: counts[0], first: counts[3], amongThree: counts[4])))
        }
    }

    /// The figures of one set, by kind.
    func figures(of set: String) -> [String: Figures] {
        let own = lines.filter { $0.set == set }.map { ($0.row, $0.figures) }
        return Dictionary(own, uniquingKeysWith: { first, _ in first })
    }

    /// Takes the figures of a set by kind, in place of those that it had.
    mutating func replace(_ set: SetFigures) {
        lines.removeAll { $0.set == set.name }
        lines += set.kinds.map { Line(set: set.name, row: $0.name, figures: $0.figures) }
    }

    func write() throws {
        let rows = lines.map { line in
            let (own, all) = (line.figures.own, line.figures.all)
            let counts = [own.queries, own.first, own.amongThree, all.first, all.amongThree]
            return ([line.set, line.row] + counts.map(String.init)).joined(separator: "\t")
        }
        let text = ([Self.header] + rows).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: url, options: .atomic)
    }
}
