import Foundation
import TestSupport
import Testing

@testable import KBCore
@testable import KBSync

/// A team of two to eight, with one to three remotes of any kind, works, and then synchronises until nothing moves.
///
/// `KB_SYNC_STEPS` says how many steps all teams do.
@Suite("sync, whatever happens")
struct SyncPropertyTests {
    private static let steps =
        ProcessInfo.processInfo.environment["KB_SYNC_STEPS"].flatMap(Int.init) ?? 720
    /// What a team does before everybody synchronises: with many steps, longer histories.
    private static let stepsOfTeam = min(400, max(60, steps / 12))

    @Test(
        "at the end all files say the same, and no text that anybody kept is lost",
        arguments: 0..<max(1, steps / stepsOfTeam))
    func union(_ number: Int) throws {
        let seed = SeededRandom.printedSeed("sync \(number)")
        let team = try SyncTeam(seed: seed)
        for _ in 0..<Self.stepsOfTeam { try team.act() }
        #expect(try team.settle(), "seed \(seed): something moves for ever")
        let first = try team.replicas[0].exported()
        let words = try Self.words(team.replicas[0])
        let codes = try Self.codes(team.replicas[0])
        for replica in team.replicas {
            let round = "seed \(seed): \(replica.name)"
            #expect(try replica.exported() == first, "\(round)")
            #expect(try Self.words(replica) == words, "\(round)")
            #expect(try Self.codes(replica) == codes, "\(round)")
            #expect(
                try replica.notes.list().map(\.revision).sorted()
                    == team.replicas[0].notes.list().map(\.revision).sorted(), "\(round)")
            let file = try PlainSQLite(replica.path)
            #expect(try file.value("PRAGMA integrity_check") == "ok", "\(round)")
            #expect(try file.run("PRAGMA foreign_key_check").isEmpty, "\(round)")
            #expect(try replica.logs.states().allSatisfy { $0.fault == nil }, "\(round)")
        }
        // It takes as long as fifty steps.
        #expect(try Health(#require(team.replicas.last).store).check().isEmpty, "seed \(seed)")
        for body in team.written {
            let line = "\"\(body.replacingOccurrences(of: "\n", with: "\\n"))\""
            #expect(first.contains { $0.contains(line) }, "seed \(seed): \(body)")
        }
        for revision in team.redacted {
            let line = first.first { $0.contains("\"revision\":\"\(revision)\"") }
            #expect(line?.contains(Redactions.text) == true, "seed \(seed): \(revision) is not redacted")
        }
    }

    /// Aliases and synonyms, as any tool reads them.
    private static func words(_ replica: Replica) throws -> [[String?]] {
        let file = try PlainSQLite(replica.path)
        return try file.run("SELECT book, code, alias FROM aliases ORDER BY 1, 2, 3")
            + file.run("SELECT meaning, term FROM synonyms ORDER BY 1, 2")
    }

    /// The codes that the book has; what became of others is each file's own.
    private static func codes(_ replica: Replica) throws -> [[String?]] {
        try PlainSQLite(replica.path).run(
            "SELECT code, name, description FROM codes WHERE state = 'active' ORDER BY position")
    }
}
