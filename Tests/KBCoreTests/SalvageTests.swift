import Foundation
import KBDocuments
import Testing

@testable import KBCore

@Suite("salvage")
struct SalvageTests {
    private static let count = 3000

    @Test("of a whole file, everything is read")
    func whole() throws {
        let place = try Self.place()
        #expect(try Self.read(place.path()) == Self.Outcome(codes: Set(1...Self.count), places: 0))
    }

    @Test("of a file with damaged pages, the rows of all others are read", arguments: [1, 2, 3, 7])
    func damaged(every step: Int) throws {
        let place = try Self.place()
        let plain = try PlainSQLite(place.path())
        // The leaves of the table, and how many rows each has.
        let leaves = try plain.run(
            "SELECT pageno, ncell FROM dbstat WHERE name = 'codes' AND pagetype = 'leaf' ORDER BY path")
        let bad = leaves.enumerated().filter {
            $0.offset % (step * 2) == 1 || $0.offset >= leaves.count - step
        }
        let size = Int(try plain.value("PRAGMA page_size") ?? "") ?? 0
        var bytes = try Data(contentsOf: URL(fileURLWithPath: place.path()))
        for (_, leaf) in bad {
            let start = ((leaf[0].flatMap(Int.init) ?? 0) - 1) * size
            bytes.replaceSubrange(start..<start + size, with: Data(repeating: 0xFF, count: size))
        }
        try bytes.write(to: URL(fileURLWithPath: place.path("damaged.db")))
        let lost = bad.reduce(0) { $0 + ($1.element[1].flatMap(Int.init) ?? 0) }
        let outcome = try Self.read(place.path("damaged.db"))
        #expect(outcome.codes.count == Self.count - lost)
        #expect(outcome.places > 0)
    }

    private struct Outcome: Equatable {
        var codes: Set<Int>
        var places: Int
    }

    private static func place() throws -> TemporaryPlace {
        let place = try TemporaryPlace()
        let entries = (1...count).map {
            Entry(code: "\($0)", name: "Name", qualifier: nil, description: "连接被对端重置，请稍后再试。", line: $0)
        }
        try Importer(try place.store()).apply(try .of(entries), book: "big")
        return place
    }

    private static func read(_ path: String) throws -> Outcome {
        var outcome = Outcome(codes: [], places: 0)
        outcome.places = try Salvage(Store(path: path, access: .existing)).codes { code in
            #expect(outcome.codes.insert(Int(code.reference.code) ?? 0).inserted)
        }
        return outcome
    }
}
