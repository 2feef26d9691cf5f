import Glibc
import KBCore
import KBInput
import KBText

/// A git host, spoken to by the `git` program: a branch `kb/LOG` for each log, to which only its file adds.
///
/// The program brings ssh, credentials, proxies and every host. There is a bare repository of kb's own and never a work
/// tree, so nothing is checked out, merged or run. The files are those of ``FolderRemote``, the documents of editions in
/// the branch of their log.
package struct GitRemote: LogRemote {
    private let url: String
    private let repository: String
    private let author: String
    private let lock: RepositoryLock

    /// Where fetched branches are until they have been looked at, and afterwards.
    private static let (fetched, known) = ("refs/fetched/", "refs/kb/")

    /// Works with the host at `url`.
    ///
    /// - Parameters:
    ///   - url: As git takes it, but for the schemes that run programs.
    ///   - repository: The folder of kb's own copy; it is made.
    ///   - author: Who commits, where git does not know a name.
    /// - Throws: ``RemoteFailure`` without git.
    package init(_ url: String, repository: String, author: String) throws {
        (self.url, self.repository, self.author) = (url, repository, author.isEmpty ? "kb" : author)
        lock = try RepositoryLock(repository)
        if access(repository + "/HEAD", F_OK) != 0 {
            // Whole once it has its name, whenever kb is killed.
            let draft = repository + ".new"
            _ = ChildProcess.run(["rm", "-rf", "--", draft])
            try git(["init", "--quiet", "--bare", "--", draft], inRepository: false)
            guard rename(draft, repository) == 0 else {
                throw RemoteFailure.unreachable(String(cString: strerror(errno)))
            }
        }
    }

    package func state() throws -> RemoteState {
        try git([
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--prune", "--", url,
            "+refs/heads/kb/*:\(Self.fetched)*",
        ])
        var state = RemoteState()
        let known = try references(Self.known)
        let fetched = try references(Self.fetched)
        for (log, reference) in fetched where SegmentName.isLog(log) {
            if let before = known[log], before.commit != reference.commit {
                // What is not a successor of what was there has been rewritten on the host.
                guard try isGit(["merge-base", "--is-ancestor", before.commit, reference.commit]) else {
                    state.faults[log] = .rewritten
                    continue
                }
            }
            if known[log]?.commit != reference.commit {
                try git(["update-ref", Self.known + log, reference.commit])
            }
            state.vector[log] = reference.position
        }
        for log in known.keys where fetched[log] == nil { state.faults[log] = .rewritten }
        return state
    }

    package func pull(_ ranges: [LogRange], _ body: ([LogSegment]) throws -> Void) throws {
        let files = try files(of: ranges.map(\.log))
        var wanted: [(log: String, name: SegmentName, object: String)] = []
        for range in ranges {
            let names = files[range.log]?.keys.compactMap {
                $0.split(separator: "/").last.flatMap { SegmentName($0) }
            }
            for name in SegmentChain(names ?? []).names(of: range) {
                guard let object = files[range.log]?["\(name.folder)/\(name.file)"] else { break }
                wanted.append((range.log, name, object))
            }
        }
        // Segments have a megabyte at most, but for long lines.
        for start in stride(from: 0, to: wanted.count, by: Self.segmentsAtOnce) {
            let part = wanted[start..<min(start + Self.segmentsAtOnce, wanted.count)]
            let contents = try objects.contents(of: part.map(\.object))
            try body(zip(part, contents).map { LogSegment(log: $0.log, $0.name, $1 ?? []) })
        }
    }

    private static let segmentsAtOnce = 64

    package func document(_ sha256: String, of log: String) throws -> [UInt8]? {
        guard LogHash(sha256) != nil, SegmentName.isLog(log),
            let object = try files(of: [log])[log]?["editions/\(sha256)"]
        else { return nil }
        return try objects.contents(of: [object]).first ?? nil
    }

    package func push(_ batch: LogBatch) throws {
        let logs = batch.segments.map(\.log).unique()
        let references = try references(Self.known)
        let known = try files(of: logs)
        var commits: [(log: String, commit: String)] = []
        for log in logs {
            let segments = batch.segments.filter { $0.log == log }
            var files = known[log] ?? [:]
            for segment in segments {
                let name = SegmentName(segment)
                files["\(name.folder)/\(name.file)"] = try store(segment.bytes)
                for (sha256, document) in batch.documents
                where segment.lines.contains(where: { $0.contains(sha256) }) {
                    files["editions/\(sha256)"] = try store(document)
                }
            }
            guard let last = segments.last else { continue }
            let commit = try commit(
                try tree(files), parent: references[log]?.commit,
                LogPosition(n: last.last, hash: last.hash))
            commits.append((log, commit))
        }
        guard !commits.isEmpty else { return }
        // Without force: what others have added in the meantime is never lost.
        try git(["push", "--quiet", "--", url] + commits.map { "\($0.commit):refs/heads/kb/\($0.log)" })
        for (log, commit) in commits { try git(["update-ref", Self.known + log, commit]) }
        _ = try? git(["-c", "gc.auto=2000", "-c", "gc.autoDetach=false", "gc", "--auto", "--quiet"])
    }

    // MARK: - Objects

    private struct Reference {
        var commit: String
        var position: LogPosition
    }

    /// The branches under a prefix, by log; the subject of a commit says how far its log goes.
    private func references(_ prefix: String) throws -> [String: Reference] {
        let lines = try git([
            "for-each-ref", "--format=%(refname) %(objectname) %(contents:subject)", prefix,
        ])
        var references: [String: Reference] = [:]
        for line in String(decoding: lines, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 5, words[2] == "kb", let n = Int(words[3]), n > 0,
                let hash = LogHash(words[4])
            else { continue }
            references[String(words[0].dropFirst(prefix.count))] = Reference(
                commit: String(words[1]), position: LogPosition(n: n, hash: hash))
        }
        return references
    }

    private var objects: GitObjects { GitObjects { try git($0, input: $1) } }

    /// The files of logs' branches, by path, with the names of their objects.
    private func files(of logs: [String]) throws -> [String: [String: String]] {
        let references = try references(Self.known)
        let known = logs.compactMap { log in references[log].map { (log: log, commit: $0.commit) } }
        let hashSize = (known.first?.commit.count ?? 40) / 2
        var files: [String: [String: String]] = [:]
        var folders: [(log: String, entry: GitObjects.Entry)] = []
        for (log, tree) in zip(known, try objects.contents(of: known.map { $0.commit + "^{tree}" })) {
            folders += GitObjects.entries(of: tree ?? [], hashSize: hashSize).filter(\.isFolder).map {
                (log.log, $0)
            }
        }
        for (folder, tree) in zip(folders, try objects.contents(of: folders.map(\.entry.object))) {
            for entry in GitObjects.entries(of: tree ?? [], hashSize: hashSize) where !entry.isFolder {
                files[folder.log, default: [:]]["\(folder.entry.name)/\(entry.name)"] = entry.object
            }
        }
        return files
    }

    private func store(_ bytes: [UInt8]) throws -> String {
        String(decoding: try git(["hash-object", "-w", "--stdin"], input: bytes), as: UTF8.self)
            .trimmedOfSpace
    }

    /// Writes a tree of files in folders.
    private func tree(_ files: [String: String]) throws -> String {
        var folders: [String: [String]] = [:]
        for (path, object) in files.sorted(by: { $0.key < $1.key }) {
            let parts = path.split(separator: "/", maxSplits: 1)
            guard parts.count == 2 else { continue }
            folders[String(parts[0]), default: []].append("100644 blob \(object)\t\(parts[1])")
        }
        var lines: [String] = []
        for (folder, entries) in folders.sorted(by: { $0.key < $1.key }) {
            let tree = try git(["mktree"], input: Array((entries.joined(separator: "\n") + "\n").utf8))
            lines.append("040000 tree \(String(decoding: tree, as: UTF8.self).trimmedOfSpace)\t\(folder)")
        }
        let tree = try git(["mktree"], input: Array((lines.joined(separator: "\n") + "\n").utf8))
        return String(decoding: tree, as: UTF8.self).trimmedOfSpace
    }

    private func commit(_ tree: String, parent: String?, _ position: LogPosition) throws -> String {
        let parents = parent.map { ["-p", $0] } ?? []
        let message = "kb \(position.n) \(position.hash)"
        let commit = try git(["commit-tree", tree] + parents + ["-m", message])
        return String(decoding: commit, as: UTF8.self).trimmedOfSpace
    }

    // MARK: - The program

    /// Settings that no configuration of the user, or of the host, changes.
    private static let settings = [
        "core.hooksPath=/dev/null", "protocol.ext.allow=never", "fetch.fsckObjects=true", "gc.auto=0",
        "submodule.recurse=false", "fetch.recurseSubmodules=false", "remote.pushDefault=",
        "push.followTags=false",
        "push.gpgSign=false",
    ]

    @discardableResult
    private func git(_ words: [String], input: [UInt8] = [], inRepository: Bool = true) throws -> [UInt8] {
        let ending = try run(words, input: input, inRepository)
        guard ending.status == 0 else {
            let reason = Self.reason(ending.text) ?? "git \(words[0]): \(ending.status)"
            throw words[0] == "push" ? RemoteFailure.refused(reason) : RemoteFailure.unreachable(reason)
        }
        return ending.output
    }

    /// Why git failed: what the host says about it, or else git's last line.
    private static func reason(_ text: String) -> String? {
        let said = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("hint:") }
        // A hook's own words, and then " ! [remote rejected] … (pre-receive hook declined)".
        guard let rejected = said.first(where: { $0.contains("[remote rejected]") }) else {
            return said.last.map(String.init)
        }
        let host = said.filter { $0.hasPrefix("remote: ") }.map { String($0.dropFirst(8)).trimmedOfSpace }
        let reason = rejected.split(separator: "(").last.map { String($0.prefix { $0 != ")" }) } ?? ""
        return ([reason] + host.filter { !$0.isEmpty }.suffix(3)).joined(separator: ": ")
    }

    private func isGit(_ words: [String]) throws -> Bool { try run(words, input: [], true).status == 0 }

    /// Whether git knows under whose name to commit.
    private static var hasName: Bool {
        ChildProcess.run(["git", "config", "user.email"], catchesOutput: true, isQuiet: true)?.status == 0
    }

    private func run(_ words: [String], input: [UInt8], _ inRepository: Bool) throws -> ChildProcess.Ending {
        var command = ["env", "GIT_TERMINAL_PROMPT=\(isatty(STDIN_FILENO))", "LC_ALL=C.UTF-8"]
        if words.first == "commit-tree", !Self.hasName {
            command += ["GIT_AUTHOR_NAME=\(author)", "GIT_AUTHOR_EMAIL=kb@localhost"]
            command += ["GIT_COMMITTER_NAME=\(author)", "GIT_COMMITTER_EMAIL=kb@localhost"]
        }
        command.append("git")
        for setting in Self.settings { command += ["-c", setting] }
        if inRepository { command.append("--git-dir=\(repository)") }
        // What git says goes with its output only where the output is not looked at.
        let isTalk = ["fetch", "push", "init"].contains(words[0])
        let shell = isTalk ? ["/bin/sh", "-c", "exec \"$@\" 2>&1", "sh"] : []
        guard
            let ending = ChildProcess.run(
                shell + command + words, input: input, catchesOutput: true, isQuiet: !isTalk)
        else { throw RemoteFailure.noProgram("git") }
        guard ending.status != 127 else { throw RemoteFailure.noProgram("git") }
        return ending
    }
}
