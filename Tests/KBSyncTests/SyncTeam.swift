import Foundation
import GRDB
import TestSupport

@testable import KBCore
@testable import KBSync

/// People with a file each, and the remotes where they meet.
///
/// Everybody reaches the first remote, and some of the others.
final class SyncTeam {
    private(set) var replicas: [Replica] = []
    private let places: [MeetingPlace]
    private var random: SeededRandom
    private let most: Int
    private var backups: [String: Replica] = [:]
    /// What somebody wrote and was told to be kept.
    private(set) var written: Set<String> = []
    /// The revisions whose text somebody took away.
    private(set) var redacted: Set<String> = []

    private static let codes = ["404", "409", "410", "500", "502", "503", "504"]

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        most = random.number(2...8)
        var places: [MeetingPlace] = []
        for _ in 0..<random.number(1...3) {
            places.append(try MeetingPlace(random.pick(MeetingPlace.Kind.allCases)))
        }
        self.places = places
        // Making a file takes longer than all that is done to it.
        let first = try Replica("first", document: Self.document(edition: 0))
        for index in 0..<random.number(2...most) {
            let replica = try Replica("p\(index)", from: first)
            for (index, place) in places.enumerated() where index == 0 || random.oneIn(2) {
                // What others wrote must come to the first, where all are.
                try replica.add("r\(index)", place.url, relays: index == 0 || random.oneIn(2))
            }
            setClock(of: replica)
            replicas.append(replica)
        }
    }

    /// A clock between 1970 and 2099.
    private func setClock(of replica: Replica) {
        let days = random.number(0...47_000) - Int(Date().timeIntervalSince1970 / 86_400)
        replica.clock = Int64(days) * 86_400_000
    }

    /// The same book in several editions: one code is told otherwise in each, and the last is sometimes missing.
    private static func document(edition: Int) -> String {
        codes.enumerated().compactMap { index, code in
            edition % 3 == 2 && index == codes.count - 1
                ? nil : "\(code) Name \(code) 说明\(index == edition % codes.count ? edition : 0)\n"
        }.joined(separator: "\n")
    }

    /// One of them synchronises with all remotes; a connection may end, or the program, wherever it is.
    ///
    /// - Returns: Whether anything moved.
    @discardableResult
    func synchronise(
        _ replica: Replica, trusting trust: SyncJob.EditionTrust = .none, isCut: Bool = false
    ) throws -> Bool {
        var hasMoved = false
        for remote in try replica.logs.remotes() {
            guard let index = Int(remote.name.dropFirst()) else { continue }
            let place = try places[index].remote(of: replica)
            guard isCut else {
                let report = try replica.sync(place, as: remote.name, trusting: trust)
                hasMoved = hasMoved || report.isWorthTelling
                continue
            }
            let cut = CutRemote(place, after: random.number(0...6))
            do {
                try replica.sync(cut, as: remote.name, trusting: trust, check: cut.count)
            } catch is RemoteFailure {}
        }
        return hasMoved
    }

    /// Somebody does something.
    func act() throws {
        let replica = random.pick(replicas)
        try TestClock.run(ahead: replica.clock) { try act(replica) }
    }

    private func act(_ replica: Replica) throws {
        switch random.number(0...99) {
        case 0..<32: try write(replica)
        case 32..<54: try change(replica)
        case 54..<60:
            if let note = try note(of: replica) { _ = try? replica.notes.remove(note, author: replica.name) }
        case 60..<67: try name(replica)
        case 67..<75: try useOtherTool(replica)
        case 75..<76: try importDocument(replica)
        case 76..<77: try redact(replica)
        case 77..<80: backups[replica.path] = try Replica(copying: replica)
        case 80..<82: try restore(replica)
        case 82..<84: try copy(replica)
        case 84..<86: setClock(of: replica)
        case 86..<91: try synchronise(replica, trusting: trust(), isCut: true)
        default: try synchronise(replica, trusting: trust())
        }
    }

    private func trust() -> SyncJob.EditionTrust {
        random.pick([.none, .none, .all, .books(["http"]), .from([random.pick(replicas).name])])
    }

    private func note(of replica: Replica) throws -> Note? {
        let notes = try replica.notes.list().sorted { ($0.body, $0.revision) < ($1.body, $1.revision) }
        return notes.isEmpty ? nil : random.pick(notes)
    }

    private func write(_ replica: Replica) throws {
        let body = "text \(random.next())"
        let tags = random.oneIn(2) ? ["t\(random.number(0...2))"] : []
        // Its book may lack the code.
        guard (try? replica.note(body, on: random.pick(Self.codes), tags: tags)) != nil else { return }
        written.insert(body)
    }

    private func change(_ replica: Replica) throws {
        guard var note = try note(of: replica) else { return }
        let heads = try replica.notes.heads(note.uuid)
        note.body = random.oneIn(3) ? note.body + "\nand \(random.next())" : "text \(random.next())"
        let isKept =
            heads.count > 1 && random.oneIn(2)
            ? (try? replica.notes.resolve(heads, body: note.body, author: replica.name)) != nil
            : (try? replica.notes.edit(note)) != nil
        if isKept { written.insert(note.body) }
    }

    private func name(_ replica: Replica) throws {
        let reference = CodeReference(book: "http", code: random.pick(Self.codes))
        let (aliases, synonyms) = (Aliases(replica.store), Synonyms(replica.store))
        let word = "word\(random.number(0...4))"
        switch random.number(0...3) {
        case 0: _ = try? aliases.remove([word], from: reference, author: replica.name)
        case 1: _ = try? aliases.add([word], to: reference, author: replica.name)
        case 2:
            _ = try synonyms.add(
                ["s\(random.number(0...3))", "m\(random.number(0...3))"], author: replica.name)
        default: _ = try? synonyms.remove(["s\(random.number(0...3))"], author: replica.name)
        }
    }

    /// What sqlite3 does to the file.
    private func useOtherTool(_ replica: Replica) throws {
        let tool = try PlainSQLite(replica.path)
        let body = "tool \(random.next())"
        let some = "(SELECT id FROM notes ORDER BY body LIMIT 1 OFFSET \(random.number(0...9)))"
        let code = random.pick(Self.codes)
        switch random.number(0...7) {
        case 0...2:
            let isThere = try tool.value("SELECT 1 FROM codes WHERE code = ?", code) != nil
            if isThere {
                try tool.run("INSERT INTO notes (book, code, body) VALUES ('http', ?, ?)", code, body)
            }
            if isThere { written.insert(body) }
        case 3:
            try tool.run("UPDATE notes SET body = ? WHERE id = \(some)", body)
            if try tool.value("SELECT 1 FROM notes WHERE body = ?", body) != nil { written.insert(body) }
        case 4: try tool.run("DELETE FROM notes WHERE id = \(some)")
        case 5:
            try tool.run(
                "INSERT OR REPLACE INTO aliases (book, code, alias) SELECT book, code, ? FROM codes WHERE code = ?",
                "word\(random.number(0...4))", code)
        case 6: try tool.run("DELETE FROM aliases WHERE alias = ?", "word\(random.number(0...4))")
        default: try tool.run("VACUUM")
        }
    }

    private func importDocument(_ replica: Replica) throws {
        try replica.importDocument(Self.document(edition: random.number(0...20)))
    }

    private func redact(_ replica: Replica) throws {
        guard let note = try note(of: replica) else { return }
        try replica.logs.redact([note.revision], author: replica.name)
        written.remove(note.body)
        redacted.insert(note.revision)
    }

    /// What was written since the backup and never sent would be gone, as its owner knows.
    private func restore(_ replica: Replica) throws {
        guard let backup = backups[replica.path] else { return }
        try synchronise(replica)
        try replica.restore(from: backup)
    }

    /// Somebody copies a file, and works on in both.
    private func copy(_ replica: Replica) throws {
        guard replicas.count < most else { return }
        let copy = try Replica(copying: replica)
        setClock(of: copy)
        replicas.append(copy)
    }

    /// Everybody synchronises until nothing moves; the first decides about editions that others made side by side.
    ///
    /// - Returns: Whether it comes to an end.
    func settle() throws -> Bool {
        for _ in 0..<12 {
            var hasMoved = false
            for (index, replica) in replicas.enumerated() {
                try TestClock.run(ahead: replica.clock) {
                    let trust: SyncJob.EditionTrust = index == 0 ? .books(["http"]) : .all
                    if try synchronise(replica, trusting: trust) { hasMoved = true }
                }
            }
            if !hasMoved { return true }
        }
        return false
    }
}
