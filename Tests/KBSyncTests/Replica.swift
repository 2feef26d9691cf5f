import Foundation
import GRDB
import KBFile
import TestSupport

@testable import KBCore
@testable import KBSync

/// One person's file, and what they do with it.
final class Replica {
    private(set) var name: String
    private(set) var store: Store
    let path: String
    /// So many milliseconds its owner's clock is ahead.
    var clock: Int64 = 0

    static let document =
        "404 Not Found 请求失败，资源未被发现。请检查地址。\n\n500 Server Error 服务器错误\n\n502 Bad Gateway 网关错误\n"

    init(_ name: String, document: String? = Replica.document) throws {
        self.name = name
        path = NSTemporaryDirectory() + "/kb-replica-\(UUID().uuidString).db"
        store = try Store(path: path, access: .creating)
        if let document { try importDocument(document) }
    }

    /// A copy of another's file, as `cp` makes it.
    init(copying other: Replica) throws {
        name = other.name
        path = NSTemporaryDirectory() + "/kb-replica-\(UUID().uuidString).db"
        try FileManager.default.copyItem(atPath: other.path, toPath: path)
        store = try Store(path: path, access: .existing)
    }

    /// A file of somebody's own that begins as another one, which has not synchronised.
    convenience init(_ name: String, from other: Replica) throws {
        try self.init(copying: other)
        self.name = name
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var notes: Notes { Notes(store) }
    var logs: Logs { Logs(store) }

    @discardableResult
    func importDocument(_ text: String, by author: String? = nil) throws -> ImportOutcome {
        var options = ImportJob.Options(book: "http", readsWordLists: false)
        options.author = author ?? name
        options.mayRetireMuch = true
        return try ImportJob(Array(text.utf8), name: "codes.txt", options).apply(to: store)
    }

    @discardableResult
    func note(_ body: String, on code: String = "502", tags: [String] = []) throws -> Note {
        try notes.add(
            NoteDraft(
                reference: CodeReference(book: "http", code: code), body: body, tags: tags, author: name))
    }

    func add(_ remote: String, _ url: String, scope: LogScope = LogScope(), relays: Bool = true) throws {
        try logs.addRemote(remote, url: url, scope: scope, relays: relays, as: name)
    }

    @discardableResult
    func sync(
        _ place: some LogRemote, as remote: String = "team", trusting trust: SyncJob.EditionTrust = .none,
        check: @escaping () throws -> Void = {}
    ) throws -> SyncReport {
        guard let remote = try logs.remotes().first(where: { $0.name == remote }) else {
            throw RemoteError.unknown(remote, remotes: [])
        }
        var job = SyncJob(store)
        job.trust = trust
        job.check = check
        return try job.run(with: remote, place)
    }

    /// Every revision, as `kb export notes` writes it.
    func exported() throws -> [String] {
        var lines: [String] = []
        try notes.exportRevisions { lines.append($0) }
        return lines
    }

    func bodies() throws -> [String] { try notes.list().map(\.body).sorted() }

    /// Puts an earlier copy of the file in its place.
    func restore(from copy: Replica) throws {
        let draft = path + ".restored"
        try FileManager.default.copyItem(atPath: copy.path, toPath: draft)
        _ = rename(draft, path)
        for tail in ["-wal", "-shm", "-journal"] { unlink(path + tail) }
        store = try Store(path: path, access: .existing)
    }
}

/// A folder that several machines see.
final class SharedFolder {
    let place: TemporaryPlace
    var path: String { place.folder.path }
    var remote: FolderRemote { FolderRemote(path) }

    init() throws { place = try TemporaryPlace() }

    /// The files of all logs, by path.
    func files() throws -> [URL] {
        let all = FileManager.default.enumerator(at: place.folder, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "jsonl" }.sorted {
            $0.path < $1.path
        }
    }
}
