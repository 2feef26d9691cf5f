import Foundation
import GRDB
import KBFile
import TestSupport
import Testing

@testable import KBCore
@testable import KBSync

@Suite("sync by a folder")
struct SyncTests {
    private func pair(_ folder: SharedFolder) throws -> (ana: Replica, bob: Replica) {
        let (ana, bob) = (try Replica("ana"), try Replica("bob"))
        for replica in [ana, bob] { try replica.add("team", folder.path) }
        return (ana, bob)
    }

    @Test("notes, aliases and synonyms of each are with the other, once each has synchronised twice")
    func bothWays() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        try ana.note("restart it", tags: ["ops"])
        try bob.note("ask the network team", on: "500")
        _ = try Aliases(bob.store).add(["网关炸了"], to: CodeReference(book: "http", code: "502"), author: "bob")
        _ = try Synonyms(ana.store).add(["崩了", "挂了"], author: "ana")
        for replica in [ana, bob, ana] { try replica.sync(folder.remote) }
        #expect(try ana.bodies() == ["ask the network team", "restart it"])
        #expect(try bob.exported() == ana.exported())
        #expect(try Codes(ana.store).find("http:502").first?.aliases.contains("网关炸了") == true)
        #expect(try Synonyms(bob.store).list(having: "崩了").isEmpty == false)
    }

    @Test("nothing is sent twice, and nothing is written where nothing is new")
    func idle() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        try ana.note("one")
        for replica in [ana, bob, ana, bob] { try replica.sync(folder.remote) }
        let files = try folder.files()
        for replica in [ana, bob] {
            let report = try replica.sync(folder.remote)
            #expect(report.pulled == 0)
            #expect(report.pushed == 0)
        }
        #expect(try folder.files() == files)
    }

    @Test("two texts of one note are a conflict on both sides, and its end travels")
    func conflict() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        var note = try ana.note("first")
        for replica in [ana, bob] { try replica.sync(folder.remote) }
        note.body = "by ana"
        _ = try ana.notes.edit(note)
        var same = try #require(try bob.notes.list().first)
        same.body = "by bob"
        _ = try bob.notes.edit(same)
        try ana.sync(folder.remote)
        let report = try bob.sync(folder.remote)
        #expect(report.notes.conflicts == [note.uuid])
        try ana.sync(folder.remote)
        #expect(try ana.notes.conflicts().count == 1)
        let merge = try ana.notes.merge(note.uuid)
        _ = try ana.notes.resolve(merge, by: .both, author: "ana")
        for replica in [ana, bob] { try replica.sync(folder.remote) }
        #expect(try bob.notes.conflicts().isEmpty)
        #expect(try bob.bodies() == ana.bodies())
    }

    @Test("a report names the codes that have new notes")
    func codes() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        for body in ["one", "two"] { try ana.note(body) }
        try ana.note("three", on: "404")
        try ana.sync(folder.remote)
        let report = try bob.sync(folder.remote)
        let counts = Dictionary(
            uniqueKeysWithValues: report.notes.codes.map { ($0.key.description, $0.value.count) })
        #expect(counts == ["http:502": 2, "http:404": 1])
    }

    @Test("a copy of a file that is used elsewhere takes a log of its own, and nothing is lost")
    func copied() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        try ana.note("before the copy")
        try ana.sync(folder.remote)
        let copy = try Replica(copying: ana)
        try ana.note("at the desk")
        try copy.note("on the train")
        try ana.sync(folder.remote)
        let report = try copy.sync(folder.remote)
        #expect(report.hasNewLog)
        for replica in [ana, bob, copy] { try replica.sync(folder.remote) }
        let all = ["at the desk", "before the copy", "on the train"]
        for replica in [ana, bob, copy] { #expect(try replica.bodies() == all) }
        #expect(try copy.logs.remotes().first?.log != ana.logs.remotes().first?.log)
        #expect(try copy.sync(folder.remote).hasNewLog == false)
    }

    @Test("two branches of one log, each at another remote, are both read by whoever reaches both")
    func branches() throws {
        let (east, west) = (try SharedFolder(), try SharedFolder())
        let ana = try Replica("ana")
        for (name, folder) in [("east", east), ("west", west)] { try ana.add(name, folder.path) }
        try ana.note("before the copy")
        for (name, folder) in [("east", east), ("west", west)] { try ana.sync(folder.remote, as: name) }
        let copy = try Replica(copying: ana)
        try ana.note("in the east")
        try copy.note("in the west")
        try ana.sync(east.remote, as: "east")
        try copy.sync(west.remote, as: "west")
        // Neither is heard of again.
        let bob = try Replica("bob")
        for (name, folder) in [("east", east), ("west", west)] {
            try bob.add(name, folder.path, relays: false)
        }
        for (name, folder) in [("east", east), ("west", west), ("east", east), ("west", west)] {
            #expect(try bob.sync(folder.remote, as: name).faults.isEmpty)
        }
        #expect(try bob.bodies() == ["before the copy", "in the east", "in the west"])
        #expect(try bob.logs.states().allSatisfy { $0.fault == nil })
    }

    @Test("a branch of a log comes to a remote that has the other one, by whoever has it")
    func branchHere() throws {
        let (east, west) = (try SharedFolder(), try SharedFolder())
        let (ana, bob) = (try Replica("ana"), try Replica("bob"))
        for (name, folder) in [("east", east), ("west", west)] { try ana.add(name, folder.path) }
        try bob.add("east", east.path)
        try ana.note("before the copies")
        for (name, folder) in [("east", east), ("west", west)] { try ana.sync(folder.remote, as: name) }
        let copy = try Replica(copying: ana)
        try ana.note("in the east")
        try ana.sync(east.remote, as: "east")
        try copy.note("in the west")
        try copy.sync(west.remote, as: "west")
        // Whoever has this one redacts something, and is not heard of again.
        let other = try Replica(copying: copy)
        let secret = try #require(try other.notes.list().first { $0.body == "before the copies" })
        try other.logs.redact([secret.revision], author: "ana")
        try other.note("in the far west")
        try other.sync(west.remote, as: "west")
        // So that all of that is in a log that is no longer the copy's.
        try copy.note("at last")
        #expect(try copy.sync(west.remote, as: "west").hasNewLog)
        for _ in 0..<2 { try copy.sync(east.remote, as: "east") }
        for _ in 0..<2 { #expect(try bob.sync(east.remote, as: "east").faults.isEmpty) }
        #expect(
            try bob.bodies() == [Redactions.text, "at last", "in the east", "in the far west", "in the west"])
        #expect(try copy.sync(east.remote, as: "east").pushed == 0)
    }

    @Test("what is left of a redacted entry follows no other entry than the one that it followed")
    func redactedInBranch() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        try ana.note("before the copy")
        for replica in [ana, bob] { try replica.sync(folder.remote) }
        let copy = try Replica(copying: ana)
        try ana.note("at the desk")
        try ana.sync(folder.remote)
        try copy.note("on the train")
        try copy.logs.seal()
        // So that the entry after those in which the files differ has no text that its hash could be taken of.
        let secret = try ana.note("hunter2")
        try ana.logs.seal()
        try ana.logs.redact([secret.revision], author: "ana")
        try ana.sync(folder.remote)
        #expect(try copy.sync(folder.remote).hasNewLog)
        for replica in [ana, bob, copy] { #expect(try replica.sync(folder.remote).faults.isEmpty) }
        for replica in [ana, bob, copy] {
            #expect(
                try replica.bodies() == [Redactions.text, "at the desk", "before the copy", "on the train"])
        }
    }

    @Test("a file that was restored gets back what it had sent, and goes on in a log of its own")
    func restored() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        try ana.note("old")
        try ana.sync(folder.remote)
        let backup = try Replica(copying: ana)
        try ana.note("sent after the backup")
        try ana.sync(folder.remote)
        try ana.restore(from: backup)
        #expect(try ana.bodies() == ["old"])
        try ana.note("written after the restore")
        #expect(try ana.sync(folder.remote).hasNewLog)
        for replica in [bob, ana] { try replica.sync(folder.remote) }
        let all = ["old", "sent after the backup", "written after the restore"]
        #expect(try ana.bodies() == all)
        #expect(try bob.bodies() == all)
    }

    @Test("an entry that a file cannot take stops its log only, until it is skipped")
    func refused() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        let eve = try Replica("eve")
        try eve.add("team", folder.path)
        let note = try ana.note("the truth")
        try ana.sync(folder.remote)
        try bob.sync(folder.remote)
        // The same revision with another text, as only somebody who means harm writes it.
        let line = try #require(try ana.exported().first { $0.contains("the truth") })
        try eve.store.write { db in
            var log = try Logs.own(db, LogScope(), as: "eve")
            try log.append(
                db, kind: "note", id: note.revision,
                line: line.replacingOccurrences(of: "the truth", with: "a lie"), isKept: true)
            try log.save(db)
        }
        try eve.note("after it")
        try eve.logs.seal()
        let log = try #require(try eve.logs.remotes().first?.log)
        let vector = try eve.logs.vector()
        try eve.logs.forEachSegment(of: log, after: 0, to: try #require(vector[log]?.n)) { segment in
            var batch = LogBatch()
            batch.segments = [segment]
            try folder.remote.push(batch)
        }
        try ana.note("goes on")
        try ana.sync(folder.remote)
        let report = try bob.sync(folder.remote)
        #expect(report.faults[log] == .refused(.differs(revision: note.revision)))
        #expect(try bob.bodies() == ["goes on", "the truth"])
        #expect(try bob.logs.states().first { $0.log == log }?.canSkip == true)
        #expect(try bob.logs.skipFault(of: log))
        #expect(try bob.sync(folder.remote).faults.isEmpty)
        #expect(try bob.bodies() == ["after it", "goes on", "the truth"])
    }

    @Test("after what is left of a redacted entry was refused and skipped, the log goes on")
    func refusedRedaction() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        try ana.note("known")
        for replica in [ana, bob] { try replica.sync(folder.remote) }
        let eve = try Replica("eve")
        try eve.add("team", folder.path)
        // Of a known revision, but by somebody else.
        let line = try #require(try ana.exported().first).replacingOccurrences(of: "\"ana\"", with: "\"eve\"")
        let revision = try NoteLine.revision(line)
        let given = LogHash.start.following("what it was")
        let rest = LogLine.redacted(revision: revision.revision, line: line, hash: given, previous: .start)
        let last = LogPosition(n: 1, hash: given).following(LogLine.hello(name: "eve").text)
        var batch = LogBatch()
        batch.segments = [
            LogSegment(
                log: UUID().uuidString.lowercased(), first: 1,
                lines: [rest.text, LogLine.hello(name: "eve").text], hash: last.hash)
        ]
        try folder.remote.push(batch)
        let log = batch.segments[0].log
        #expect(try bob.sync(folder.remote).faults[log] == .refused(.differs(revision: revision.revision)))
        #expect(try bob.logs.skipFault(of: log))
        #expect(try bob.sync(folder.remote).faults.isEmpty)
        #expect(try bob.logs.vector()[log] == last)
    }

    @Test("a file that was damaged on the way is not taken, and its owner mends it")
    func damaged() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        try ana.note("whole")
        try ana.sync(folder.remote)
        let file = try #require(try folder.files().first)
        let whole = try Data(contentsOf: file)
        for damage in [whole.prefix(whole.count / 2), whole + whole, Data(), Data([0xFF, 0x0A])] {
            try damage.write(to: file)
            let report = try bob.sync(folder.remote)
            #expect(report.faults.count == 1)
            #expect(try bob.bodies().isEmpty)
        }
        let remote = try #require(try ana.logs.remotes().first)
        #expect(try RemoteCheck(folder.remote, remote, ana.store).mended > 0)
        #expect(try RemoteCheck(folder.remote, remote, ana.store).mended == 0)
        #expect(try bob.sync(folder.remote).faults.isEmpty)
        #expect(try bob.bodies() == ["whole"])
    }

    @Test("what a remote is not to have does not go there, in any form")
    func scope() throws {
        let folder = try SharedFolder()
        let ana = try Replica("ana")
        let scope = LogScope(books: ["http"], leftOutTags: ["private"], hasEditions: false)
        try ana.add("team", folder.path, scope: scope, relays: false)
        try ana.note("for everybody")
        try ana.note("the password is hunter2", tags: ["private"])
        _ = try Synonyms(ana.store).add(["secretword", "otherword"], author: "ana")
        try ana.sync(folder.remote)
        let sent = try folder.files().map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        #expect(sent.contains("for everybody"))
        for text in ["hunter2", "private", "secretword", "edition"] { #expect(!sent.contains(text)) }
    }

    @Test("a remote without limits gets everything, beside one that has some")
    func scopes() throws {
        let (open, narrow) = (try SharedFolder(), try SharedFolder())
        let (ana, bob) = (try Replica("ana"), try Replica("bob"))
        try ana.add("open", open.path)
        try ana.add("narrow", narrow.path, scope: LogScope(leftOutTags: ["private"]), relays: false)
        try bob.add("team", open.path)
        try ana.note("for all")
        try ana.note("for some", tags: ["private"])
        try ana.sync(narrow.remote, as: "narrow")
        try ana.sync(open.remote, as: "open")
        try bob.sync(open.remote)
        #expect(try bob.bodies() == ["for all", "for some"])
    }

    @Test("a redacted note is gone from every file, whichever comes first")
    func redaction() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        let carl = try Replica("carl")
        try carl.add("team", folder.path)
        let secret = "hunter2geheim"
        let note = try ana.note("the password is \(secret)", tags: [secret])
        for replica in [ana, bob] { try replica.sync(folder.remote) }
        try ana.logs.redact([note.revision], author: "ana")
        for replica in [ana, bob, carl, ana] { try replica.sync(folder.remote) }
        for replica in [ana, bob, carl] {
            #expect(try replica.bodies() == [Redactions.text])
            #expect(try replica.exported() == ana.exported())
            try replica.store.withoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: bob.path))
        #expect(bytes.range(of: Data(secret.utf8)) == nil)
        // Who never had it gets what is left of it, from a file that forgot it.
        let elsewhere = try SharedFolder()
        let dora = try Replica("dora")
        for replica in [bob, dora] { try replica.add("usb", elsewhere.path) }
        try bob.sync(elsewhere.remote, as: "usb")
        let report = try dora.sync(elsewhere.remote, as: "usb")
        #expect(report.faults.isEmpty)
        #expect(try dora.exported() == ana.exported())
    }

    @Test("what a later kb writes is kept, and passed on as it is")
    func later() throws {
        let (folder, stick) = (try SharedFolder(), try SharedFolder())
        let (ana, bob) = try pair(folder)
        try ana.store.write { db in
            var log = try Logs.own(db, LogScope(), as: "ana")
            try log.append(
                db, kind: "poll", id: "", line: #"{"format":1,"kind":"poll","question":"why?"}"#, isKept: true
            )
            try log.append(db, kind: "later", id: "", line: #"{"format":9,"note":"x"}"#, isKept: true)
            try log.save(db)
        }
        try ana.note("afterwards")
        for replica in [ana, bob] { try replica.sync(folder.remote) }
        #expect(try bob.bodies() == ["afterwards"])
        let carl = try Replica("carl")
        for replica in [bob, carl] { try replica.add("usb", stick.path) }
        try bob.sync(stick.remote, as: "usb")
        let report = try carl.sync(stick.remote, as: "usb")
        #expect(report.faults.isEmpty)
        #expect(try carl.bodies() == ["afterwards"])
        #expect(try carl.logs.vector().merging(ana.logs.vector()) { $1 } == carl.logs.vector())
    }

    @Test("a newer edition is told of, and imported where its author is trusted")
    func editions() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        for replica in [ana, bob] { try replica.sync(folder.remote) }
        try ana.importDocument(Replica.document + "\n504 Gateway Timeout 网关超时\n")
        try ana.sync(folder.remote)
        var report = try bob.sync(folder.remote)
        guard case .waiting(let pending)? = report.editions.first else {
            Issue.record("no edition waits: \(report.editions)")
            return
        }
        #expect(pending.edition.author == "ana")
        #expect(try Codes(bob.store).find("504").isEmpty)
        report = try bob.sync(folder.remote, trusting: .from(["ana"]))
        guard case .applied? = report.editions.first else {
            Issue.record("no edition was imported: \(report.editions)")
            return
        }
        #expect(try Codes(bob.store).find("504").count == 1)
        for replica in [ana, bob, ana] {
            let report = try replica.sync(folder.remote)
            #expect(report.editions.isEmpty)
            #expect(report.pushed == 0)
        }
    }

    @Test("the same document imported by both is one edition, whatever people add to it")
    func sameEdition() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        _ = try Aliases(bob.store).add(
            ["网关炸了"], to: CodeReference(book: "http", code: "502"), author: "bob")
        for replica in [ana, bob, ana, bob] {
            #expect(try replica.sync(folder.remote).editions.isEmpty)
        }
        // Each goes back to what it had: a state that follows the other one.
        try ana.importDocument(Replica.document + "\n504 Gateway Timeout 网关超时\n")
        try ana.sync(folder.remote)
        try ana.importDocument(Replica.document)
        try ana.sync(folder.remote)
        let report = try bob.sync(folder.remote, trusting: .all)
        guard case .applied? = report.editions.first else {
            Issue.record("\(report.editions)")
            return
        }
        #expect(try Codes(bob.store).find("504").isEmpty)
    }

    @Test("a book that two have changed stays as each has it until somebody decides, and then all follow")
    func editionsSideBySide() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        for replica in [ana, bob] { try replica.sync(folder.remote) }
        try ana.importDocument(Replica.document.replacingOccurrences(of: "网关错误", with: "网关坏了"))
        try bob.importDocument(Replica.document.replacingOccurrences(of: "服务器错误", with: "服务器坏了"))
        func text(_ code: String, _ replica: Replica) throws -> String? {
            try Codes(replica.store).find(code).first?.description
        }
        for replica in [ana, bob, ana, bob] {
            let report = try replica.sync(folder.remote, trusting: .all)
            #expect(!report.editions.contains { if case .applied = $0 { true } else { false } })
        }
        #expect(try text("502", ana) == "网关坏了" && text("502", bob) == "网关错误")
        let report = try bob.sync(folder.remote, trusting: .books(["http"]))
        #expect(report.editions.contains { if case .applied = $0 { true } else { false } })
        for replica in [bob, ana, bob] { try replica.sync(folder.remote, trusting: .all) }
        for replica in [ana, bob] {
            #expect(try text("502", replica) == "网关坏了" && text("500", replica) == "服务器错误")
            #expect(try replica.sync(folder.remote, trusting: .all).editions.isEmpty)
        }
        #expect(
            try Editions(ana.store).document(of: "http")?.sha256
                == Editions(bob.store).document(of: "http")?.sha256)
    }

    @Test("an edition that would retire much of a book is not imported unasked")
    func guarded() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        for replica in [ana, bob] { try replica.sync(folder.remote) }
        try ana.importDocument("404 Not Found 请求失败\n")
        try ana.sync(folder.remote)
        let report = try bob.sync(folder.remote, trusting: .all)
        guard case .refused? = report.editions.first else {
            Issue.record("not refused: \(report.editions)")
            return
        }
        #expect(try Codes(bob.store).find("500").first?.state == .active)
    }

    @Test("what other tools write travels as what kb writes")
    func tools() throws {
        let folder = try SharedFolder()
        let (ana, bob) = try pair(folder)
        let plain = try PlainSQLite(ana.path)
        try plain.run("INSERT INTO notes (book, code, body) VALUES ('http', '502', 'from sqlite3')")
        try plain.run("INSERT INTO aliases (book, code, alias) VALUES ('http', '502', 'brokengate')")
        for replica in [ana, bob] { try replica.sync(folder.remote) }
        try PlainSQLite(bob.path).run("DELETE FROM notes")
        for replica in [bob, ana] { try replica.sync(folder.remote) }
        #expect(try ana.bodies().isEmpty)
        #expect(try bob.exported() == ana.exported())
    }

    @Test("a folder that is not there is out of reach, and nothing is lost")
    func unreachable() throws {
        let ana = try Replica("ana")
        let path = NSTemporaryDirectory() + "/kb-nowhere-\(UUID().uuidString)"
        try ana.add("team", path)
        try ana.note("kept")
        #expect(throws: RemoteFailure.self) { try ana.sync(FolderRemote(path)) }
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try ana.bodies() == ["kept"])
    }
}
