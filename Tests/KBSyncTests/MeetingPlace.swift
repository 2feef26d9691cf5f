import Foundation
import KBInput
import TestSupport

@testable import KBCore
@testable import KBSync

/// A remote of any kind, which goes at the end of the test.
final class MeetingPlace {
    /// What a remote can be.
    enum Kind: CaseIterable {
        case folder, git, program
    }

    let kind: Kind
    private let place: TemporaryPlace

    init(_ kind: Kind) throws {
        self.kind = kind
        place = try TemporaryPlace()
        switch kind {
        case .folder: break
        case .git: _ = ChildProcess.run(["git", "init", "--quiet", "--bare", "--", place.path("team.git")])
        case .program: try ShelfProgram.write(to: place.folder)
        }
    }

    var url: String {
        switch kind {
        case .folder: place.folder.path
        case .git: place.path("team.git")
        case .program: "shelf://" + place.path("shelf.json")
        }
    }

    /// The way of a file to it; each file has a repository of its own, as each machine does.
    func remote(of replica: Replica) throws -> any LogRemote {
        switch kind {
        case .folder: FolderRemote(url)
        case .git:
            try GitRemote(
                url, repository: place.path(URL(fileURLWithPath: replica.path).lastPathComponent),
                author: replica.name)
        case .program: try ProgramRemote(place.path("kb-remote-shelf"), url: url)
        }
    }
}

/// A remote whose connection ends after a few calls: what was asked for last has been done, half or not at all.
final class CutRemote: LogRemote {
    private let remote: any LogRemote
    private var calls: Int

    init(_ remote: any LogRemote, after calls: Int) {
        (self.remote, self.calls) = (remote, calls)
    }

    /// Throws from the last call on.
    func count() throws {
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
        do {
            try count()
        } catch {
            var half = batch
            half.segments = Array(batch.segments.prefix(batch.segments.count / 2))
            if !half.segments.isEmpty { try remote.push(half) }
            throw error
        }
        try remote.push(batch)
        // The remote has it, and this side does not know.
        try count()
    }

    func document(_ sha256: String, of log: String) throws -> [UInt8]? {
        try count()
        return try remote.document(sha256, of: log)
    }
}
