import Foundation
import GRDB
import TestSupport
import Testing

@testable import KBCore
@testable import KBSync

/// A team of two to five, with one to three remotes, works for a while; then everybody synchronises until nothing moves.
@Suite("sync, whatever happens")
struct SyncPropertyTests {
    private final class Team {
        var replicas: [Replica] = []
        let folders: [SharedFolder]
        /// What somebody wrote and was told to be kept, by revision.
        var written: Set<String> = []
        var backups: [String: Replica] = [:]

        init(_ random: inout SeededRandom) throws {
            folders = try (0...random.below(3)).map { _ in try SharedFolder() }
            for index in 0..<(2 + random.below(4)) { try join(Replica("p\(index)"), &random) }
        }

        /// Everybody reaches the first folder, and some of the others.
        func join(_ replica: Replica, _ random: inout SeededRandom) throws {
            for (index, folder) in folders.enumerated() where index == 0 || random.below(2) == 0 {
                try replica.add("f\(index)", folder.path)
            }
            replicas.append(replica)
        }

        func synchronise(_ replica: Replica, isCut: Bool = false, _ random: inout SeededRandom) throws {
            for remote in try replica.logs.remotes() {
                guard let index = Int(remote.name.dropFirst()) else { continue }
                guard isCut else {
                    try replica.sync(folders[index].remote, as: remote.name)
                    continue
                }
                let cut = CutRemote(folders[index].remote, after: random.below(4))
                do { try replica.sync(cut, as: remote.name) } catch is RemoteFailure {}
            }
        }
    }

    private func act(_ team: Team, _ random: inout SeededRandom) throws {
        let replica = team.replicas[random.below(team.replicas.count)]
        let code = ["404", "500", "502"][random.below(3)]
        switch random.below(20) {
        case 0...4:
            let body = "text \(random.next())"
            try replica.note(body, on: code, tags: ["t\(random.below(3))"])
            team.written.insert(body)
        case 5...7:
            guard var note = try replica.notes.list().randomElement(using: &random) else { return }
            note.body = "text \(random.next())"
            if (try? replica.notes.edit(note)) != nil { team.written.insert(note.body) }
        case 8:
            if let note = try replica.notes.list().randomElement(using: &random) {
                _ = try? replica.notes.remove(note, author: replica.name)
            }
        case 9:
            let word = "word\(random.below(5))"
            let reference = CodeReference(book: "http", code: code)
            if random.below(3) == 0 {
                _ = try? Aliases(replica.store).remove([word], from: reference, author: replica.name)
            } else {
                _ = try Aliases(replica.store).add([word], to: reference, author: replica.name)
            }
        case 10:
            _ = try Synonyms(replica.store).add(
                ["s\(random.below(4))", "m\(random.below(4))"], author: replica.name)
        case 11:
            let body = "tool \(random.next())"
            try PlainSQLite(replica.path).run(
                "INSERT INTO notes (book, code, body) VALUES ('http', '\(code)', '\(body)')")
            team.written.insert(body)
        case 12: team.backups[replica.path] = try Replica(copying: replica)
        case 13:
            // What was written since the backup and never sent is gone, as its owner knows.
            guard let backup = team.backups[replica.path] else { return }
            try team.synchronise(replica, &random)
            try replica.restore(from: backup)
        case 14:
            guard team.replicas.count < 7 else { return }
            team.replicas.append(try Replica(copying: replica))
        case 15, 16: try team.synchronise(replica, isCut: true, &random)
        default: try team.synchronise(replica, &random)
        }
    }

    @Test("at the end all files say the same, and no text that anybody kept is lost", arguments: 0..<12)
    func union(_ number: Int) throws {
        let seed = SeededRandom.printedSeed("sync \(number)")
        let round = "seed \(seed)"
        var random = SeededRandom(seed: seed)
        let team = try Team(&random)
        for _ in 0..<60 { try act(team, &random) }
        for _ in 0..<4 {
            for replica in team.replicas { try team.synchronise(replica, &random) }
        }
        let first = try team.replicas[0].exported()
        for replica in team.replicas {
            #expect(try replica.exported() == first, "\(round): \(replica.name)")
            #expect(
                try replica.notes.list().map(\.revision).sorted()
                    == team.replicas[0].notes.list().map(\.revision).sorted(), "\(round)")
            #expect(try Health(replica.store).check().isEmpty, "\(round)")
            #expect(try replica.logs.states().allSatisfy { $0.fault == nil }, "\(round)")
        }
        let all = first.joined(separator: "\n")
        for body in team.written { #expect(all.contains("\"\(body)\""), "\(round): \(body)") }
    }
}

extension SeededRandom {
    fileprivate mutating func below(_ count: Int) -> Int { number(0...count - 1) }
}

/// A remote whose connection ends after a few calls.
private final class CutRemote: LogRemote {
    private let remote: FolderRemote
    private var calls: Int

    init(_ remote: FolderRemote, after calls: Int) {
        (self.remote, self.calls) = (remote, calls)
    }

    private func count() throws {
        guard calls > 0 else { throw RemoteFailure.unreachable("cut") }
        calls -= 1
    }

    func state() throws -> RemoteState {
        try count()
        return try remote.state()
    }

    func pull(_ ranges: [LogRange], _ body: ([LogSegment]) throws -> Void) throws {
        try remote.pull(ranges) {
            try count()
            try body($0)
        }
    }

    func push(_ batch: LogBatch) throws {
        try count()
        try remote.push(batch)
        // The remote has it, and this side does not know.
        try count()
    }

    func document(_ sha256: String, of log: String) throws -> [UInt8]? {
        try count()
        return try remote.document(sha256, of: log)
    }
}
