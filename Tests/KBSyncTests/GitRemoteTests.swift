import Foundation
import KBInput
import TestSupport
import Testing

@testable import KBCore
@testable import KBSync

@Suite("sync by git")
struct GitRemoteTests {
    /// A repository that people share.
    private final class Host {
        let place: TemporaryPlace
        let url: String

        init() throws {
            place = try TemporaryPlace()
            url = place.path("team.git")
            try git("init", "--quiet", "--bare", url)
        }

        @discardableResult
        func git(_ words: String...) throws -> String {
            let ending = ChildProcess.run(["git"] + words, catchesOutput: true, isQuiet: true)
            guard let ending, ending.status == 0 else { throw RemoteFailure.noProgram("git \(words)") }
            return ending.text
        }

        func remote(of replica: Replica) throws -> GitRemote {
            try GitRemote(
                url, repository: place.path("\(replica.name)-\(replica.path.hashValue)"), author: replica.name
            )
        }

        func branches() throws -> [String] {
            try git("--git-dir", url, "for-each-ref", "--format=%(refname)").split(separator: "\n").map(
                String.init)
        }
    }

    private func team(_ host: Host, _ names: [String]) throws -> [Replica] {
        try names.map { name in
            let replica = try Replica(name)
            try replica.add("team", host.url, relays: false)
            return replica
        }
    }

    @Test("everybody has what everybody noted, by one branch each")
    func everybody() throws {
        let host = try Host()
        let team = try team(host, ["ana", "bob", "carl"])
        for replica in team { try replica.note("by \(replica.name)") }
        for replica in team + team { try replica.sync(host.remote(of: replica)) }
        for replica in team { #expect(try replica.bodies() == ["by ana", "by bob", "by carl"]) }
        #expect(try host.branches().count == 3)
        for replica in team {
            let report = try replica.sync(host.remote(of: replica))
            #expect(report.pulled == 0 && report.pushed == 0)
        }
    }

    @Test("an edition travels with its document")
    func edition() throws {
        let host = try Host()
        let team = try team(host, ["ana", "bob"])
        for replica in team { try replica.sync(host.remote(of: replica)) }
        try team[0].importDocument(Replica.document + "\n504 Gateway Timeout 网关超时\n")
        try team[0].sync(host.remote(of: team[0]))
        try team[1].sync(host.remote(of: team[1]), trusting: .all)
        #expect(try Codes(team[1].store).find("504").count == 1)
    }

    @Test("a branch that was rewritten on the host is not read, and the others are")
    func rewritten() throws {
        let host = try Host()
        let team = try team(host, ["ana", "bob", "carl"])
        for replica in team { try replica.note("by \(replica.name)") }
        for replica in team + team { try replica.sync(host.remote(of: replica)) }
        let log = try #require(try team[0].logs.remotes().first?.log)
        let tree = try host.git("--git-dir", host.url, "rev-parse", "refs/heads/kb/\(log)^{tree}")
        let forged = try host.git(
            "-c", "user.name=eve", "-c", "user.email=eve@localhost", "--git-dir", host.url, "commit-tree",
            tree.trimmingCharacters(in: .whitespacesAndNewlines), "-m",
            "kb 99 \(String(repeating: "ab", count: 32))")
        try host.git(
            "--git-dir", host.url, "update-ref", "refs/heads/kb/\(log)",
            forged.trimmingCharacters(in: .whitespacesAndNewlines))
        try team[2].note("still read")
        try team[2].sync(host.remote(of: team[2]))
        let report = try team[1].sync(host.remote(of: team[1]))
        #expect(report.faults == [log: .rewritten])
        #expect(try team[1].bodies().contains("still read"))
    }

    @Test("a host that refuses is told of, and everything is sent once it takes it")
    func refusing() throws {
        let host = try Host()
        let team = try team(host, ["ana", "bob"])
        let hook = host.url + "/hooks/pre-receive"
        try "#!/bin/sh\necho 'no pushes on Sunday' >&2\nexit 1\n".write(
            toFile: hook, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
        try team[0].note("waits")
        #expect(throws: RemoteFailure.refused("pre-receive hook declined: no pushes on Sunday")) {
            try team[0].sync(host.remote(of: team[0]))
        }
        try FileManager.default.removeItem(atPath: hook)
        for replica in team { try replica.sync(host.remote(of: replica)) }
        #expect(try team[1].bodies() == ["waits"])
    }

    @Test("two machines with copies of one file both arrive")
    func copies() throws {
        let host = try Host()
        let team = try team(host, ["ana", "bob"])
        try team[0].note("first")
        try team[0].sync(host.remote(of: team[0]))
        let copy = try Replica(copying: team[0])
        try team[0].note("desk")
        try copy.note("train")
        try team[0].sync(host.remote(of: team[0]))
        #expect(try copy.sync(host.remote(of: copy)).hasNewLog)
        try team[1].sync(host.remote(of: team[1]))
        #expect(try team[1].bodies() == ["desk", "first", "train"])
    }

    @Test("no host is out of reach")
    func unreachable() throws {
        let host = try Host()
        let team = try team(host, ["ana"])
        try FileManager.default.removeItem(atPath: host.url)
        #expect(throws: RemoteFailure.self) { try team[0].sync(host.remote(of: team[0])) }
    }
}

@Suite("addresses of remotes")
struct RemotePlaceTests {
    @Test(
        "what could be an option, carries a password or runs a program is refused",
        arguments: [
            "--upload-pack=evil", "-x", "https://ana:secret@host/x.git", "ssh://ana:pw@host/x",
            "ext::sh -c id",
            "http://host/x.git", "git://host/x", "/no/such/folder", "",
        ])
    func refused(_ address: String) {
        #expect(throws: RemotePlace.Fault.self) { try RemotePlace(address) }
    }

    @Test("folders, repositories and programs are told apart")
    func kinds() throws {
        let place = try TemporaryPlace()
        #expect(try RemotePlace(place.folder.path) == .folder(place.folder.resolvingSymlinksInPath().path))
        #expect(try RemotePlace("git@host:team/kb.git") == .git("git@host:team/kb.git"))
        #expect(try RemotePlace("https://host/kb.git") == .git("https://host/kb.git"))
        #expect(
            try RemotePlace("postgres://host/kb")
                == .program(name: "postgres", url: "postgres://host/kb"))
        #expect(try RemotePlace("nats://host") == .program(name: "nats", url: "nats://host"))
    }
}
