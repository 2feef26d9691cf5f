import Foundation
import GRDB
import TestSupport
import Testing

@testable import KBFile

@Suite("reading a damaged table", .timeLimit(.minutes(20)))
struct DamagedTableTests {
    /// Rowids as tools choose them.
    enum IDs: String, CaseIterable {
        case dense, negative, milliseconds, snowflakes, extremes

        func id(_ number: Int64) -> Int64 {
            switch self {
            case .dense: number + 1
            case .negative: number - 1500
            case .milliseconds: 1_700_000_000_000 + number * 61_234
            case .snowflakes: (number + 1) << 42
            case .extremes: number == 0 ? .min : number == 2999 ? .max : number
            }
        }
    }

    private static let count: Int64 = 3000

    private static func place(_ ids: IDs, hasIndex: Bool = true) throws -> TemporaryPlace {
        let place = try TemporaryPlace()
        let plain = try PlainSQLite(place.path())
        try plain.script(
            "PRAGMA page_size = 1024; CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT); BEGIN"
        )
        for number in 0..<count {
            try plain.run(
                "INSERT INTO t VALUES (\(ids.id(number)), ?)", String(repeating: "x", count: 80))
        }
        try plain.script("COMMIT")
        if hasIndex { try plain.script("CREATE INDEX t_x ON t (x)") }
        return place
    }

    private static func read(_ path: String) throws -> (ids: [Int64], places: Int) {
        var ids: [Int64] = []
        let places = try Connection(path: path).inDatabase { db in
            let table = DamagedTable(db, "t", columns: "x")
            return try table.read { ids.append($0.integer(1)) }
        }
        return (ids, places)
    }

    @Test("of a whole table every row is read, whatever its id", arguments: IDs.allCases)
    func whole(ids: IDs) throws {
        let place = try Self.place(ids)
        let (read, places) = try Self.read(place.path())
        #expect(read == (0..<Self.count).map(ids.id))
        #expect(places == 0)
    }

    @Test(
        "only rows of damaged pages are missing", arguments: IDs.allCases,
        ["first", "last", "both", "every fifth"])
    func damaged(ids: IDs, which: String) throws {
        try check(ids, which, hasIndex: true)
    }

    @Test(
        "so it is where no index tells which rows there were", arguments: [IDs.dense, .milliseconds],
        ["first", "last", "every fifth"])
    func unindexed(ids: IDs, which: String) throws {
        try check(ids, which, hasIndex: false)
    }

    private func check(_ ids: IDs, _ which: String, hasIndex: Bool) throws {
        let place = try Self.place(ids, hasIndex: hasIndex)
        let plain = try PlainSQLite(place.path())
        let leaves = try plain.run(
            "SELECT pageno, ncell FROM dbstat WHERE name = 't' AND pagetype = 'leaf' ORDER BY path")
        let bad = leaves.enumerated().filter { place, _ in
            switch which {
            case "first": place == 0
            case "last": place == leaves.count - 1
            case "both": place == 0 || place == leaves.count - 1
            default: place % 5 == 1
            }
        }.map(\.element)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: place.path()))
        for leaf in bad {
            let start = ((leaf[0].flatMap(Int.init) ?? 0) - 1) * 1024
            bytes.replaceSubrange(start..<start + 1024, with: Data(repeating: 0xFF, count: 1024))
        }
        try bytes.write(to: URL(fileURLWithPath: place.path("damaged.db")))
        let lost = bad.reduce(0) { $0 + ($1[1].flatMap(Int.init) ?? 0) }
        let (read, places) = try Self.read(place.path("damaged.db"))
        #expect(read == read.sorted())
        let missing = Set((0..<Self.count).map(ids.id)).subtracting(read).sorted()
        #expect(missing.count == lost, "\(missing.prefix(20))")
        #expect(places == bad.count)
    }
}
