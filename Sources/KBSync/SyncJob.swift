import KBCore
import KBFile

/// Synchronises a file with a remote: takes what it lacks, then sends what the remote lacks.
package struct SyncJob {
    private let store: Store
    private let logs: Logs

    /// Which newer editions are imported.
    package var trust = EditionTrust.none
    /// Whether nothing is written, neither here nor there.
    package var isTrial = false
    /// Asked between steps; what it throws ends the work, and what has been done stays.
    package var check: () throws -> Void = {}
    /// Told how many of how many entries have been transferred.
    package var progress: (_ entries: Int, _ of: Int) -> Void = { _, _ in }

    /// Works on `store`.
    package init(_ store: Store) {
        self.store = store
        logs = Logs(store)
    }

    /// Which editions are imported without a question.
    package enum EditionTrust: Hashable, Sendable {
        case none
        /// Those that follow what is here.
        case all
        /// The same, but only those in logs of these UUIDs, or by these authors.
        case from([String])
        /// Those of the books, or of all, also in place of what was changed here: somebody has decided so.
        case books([String]?)
    }

    /// Synchronises with one remote.
    ///
    /// - Throws: ``RemoteFailure``, ``StoreError``; what was done before stays.
    package func run(with remote: SyncRemote, _ place: some LogRemote) throws -> SyncReport {
        var report = SyncReport(remote: remote.name)
        if !isTrial { try logs.seal() }
        let state = try place.state()
        report.faults = state.faults
        let own = try isTrial ? remote.log : settle(remote, place, state, &report)
        try pull(from: place, state, own: own, &report)
        if !isTrial { try takeBranches(from: place, state, &report) }
        try push(to: place, remote, own: own, state, &report)
        if !isTrial { try takeEditions(from: place, &report) }
        return report
    }

    // MARK: - This file's own log

    /// Leaves the own log where the remote has one that went on otherwise: that of a copy of this file, or of this file
    /// before it was restored.
    ///
    /// - Returns: The log that this file sends.
    private func settle(
        _ remote: SyncRemote, _ place: some LogRemote, _ state: RemoteState, _ report: inout SyncReport
    ) throws -> String {
        guard let there = state.vector[remote.log] else { return remote.log }
        if try logs.hash(of: remote.log, at: there.n) == there.hash {
            return remote.log
        }
        let common = try commonEntries(of: remote.log, there, place)
        try logs.leave(remote.log, after: common)
        report.hasNewLog = true
        try logs.seal()
        return try logs.remotes().first { $0.name == remote.name }?.log ?? remote.log
    }

    /// The number of entries that are the same here and there, from the first on.
    private func commonEntries(of log: String, _ there: LogPosition, _ place: some LogRemote) throws -> Int {
        var common = 0
        var position = LogPosition.start
        try Self.walk(log, from: &position, to: there, place) { _, position in
            if try common == position.n - 1 && logs.hash(of: log, at: position.n) == position.hash {
                common += 1
            }
        }
        return common
    }

    /// Goes on along a log at a remote, as far as its entries follow one another, with each line and the position after it.
    private static func walk(
        _ log: String, from position: inout LogPosition, to there: LogPosition, _ place: some LogRemote,
        _ body: (String, LogPosition) throws -> Void
    ) throws {
        var reached = position
        try place.pull([LogRange(log: log, after: reached.n, last: there.n)]) { segments in
            for segment in segments {
                for line in segment.lines(after: reached.n) ?? [] {
                    reached = reached.following(line)
                    try body(line, reached)
                }
            }
        }
        position = reached
    }

    // MARK: - Pull

    /// So many bytes of entries become one transaction.
    private static let transaction = 4 << 20

    private func pull(
        from place: some LogRemote, _ state: RemoteState, own: String, _ report: inout SyncReport
    ) throws {
        let here = try logs.vector()
        var ranges: [LogRange] = []
        for (log, there) in state.vector.sorted(by: { $0.key < $1.key }) where log != own {
            let known = here[log] ?? .start
            if there.n > known.n {
                ranges.append(LogRange(log: log, after: known.n, last: there.n))
            } else if let hash = try logs.hash(of: log, at: there.n), hash != there.hash {
                report.faults[log] = .forked(n: there.n)
                if !isTrial { try logs.note(.forked(n: there.n), of: log) }
            }
        }
        let total = ranges.reduce(0) { $0 + $1.last - $1.after }
        report.toPull = total
        guard !isTrial, total > 0 else { return }
        var open: [LogSegment] = []
        var size = 0
        var done = 0
        func take() throws {
            guard !open.isEmpty else { return }
            report.add(try logs.receive(open))
            (open, size) = ([], 0)
            progress(done, total)
            try check()
        }
        try place.pull(ranges) { segments in
            for segment in segments {
                open.append(segment)
                done += segment.lines.count
                size += segment.lines.reduce(0) { $0 + $1.utf8.count }
                if size >= Self.transaction { try take() }
            }
        }
        try take()
    }

    /// Takes what the remote has of logs that go on there in another way than here.
    ///
    /// So it is where a file and its copy wrote in the same log, and each reached another remote before they noticed. Their
    /// owners have logs of their own by now; what stands in either branch is as good as any other entry.
    private func takeBranches(
        from place: some LogRemote, _ state: RemoteState, _ report: inout SyncReport
    ) throws {
        let faults = report.faults
        for (log, fault) in faults.sorted(by: { $0.key < $1.key }) {
            switch fault {
            case .forked, .damaged, .gap: break
            case .refused, .tooLong, .rewritten: continue
            }
            guard let there = state.vector[log] else { continue }
            var position = LogPosition.start
            var branch = Logs.Branch(of: log, [], common: 0)
            try Self.walk(log, from: &position, to: there, place) { line, position in
                branch.lines.append(line)
                if try branch.common == position.n - 1 && logs.hash(of: log, at: position.n) == position.hash
                {
                    branch.common += 1
                }
            }
            // What is damaged is no branch.
            guard position == there, let outcome = try logs.adopt(branch, others: faults.keys) else {
                continue
            }
            report.pulled += outcome.added
            report.notes.add(outcome)
            report.faults[log] = nil
        }
    }

    // MARK: - Push

    private func push(
        to place: some LogRemote, _ remote: SyncRemote, own: String, _ state: RemoteState,
        _ report: inout SyncReport
    ) throws {
        let here = try logs.vector()
        let others = remote.relays ? here.keys.filter { $0 != own }.sorted() : []
        let sent = [own] + others
        let ranges = try sent.compactMap { log -> LogRange? in
            let (known, there) = (here[log] ?? .start, state.vector[log] ?? .start)
            guard known.n > there.n, report.faults[log] == nil,
                try logs.hash(of: log, at: there.n) == there.hash
            else { return nil }
            return LogRange(log: log, after: there.n, last: known.n)
        }
        let total = ranges.reduce(0) { $0 + $1.last - $1.after }
        report.toPush = total
        guard !isTrial, total > 0 else { return }
        var batch = LogBatch()
        func send() throws {
            guard !batch.segments.isEmpty else { return }
            try check()
            try place.push(batch)
            report.pushed += batch.segments.reduce(0) { $0 + $1.lines.count }
            batch = LogBatch()
            progress(report.pushed, total)
        }
        for range in ranges {
            try logs.forEachSegment(of: range.log, after: range.after, to: range.last) { segment in
                batch.segments.append(segment)
                try addDocuments(of: segment, to: &batch)
                if batch.size >= Self.transaction { try send() }
            }
            // A remote that refuses what others wrote has this file's entries all the same.
            if range.log == own { try send() }
        }
        try send()
    }

    /// Adds the documents of the editions that a segment names, where the books are still what they say.
    private func addDocuments(of segment: LogSegment, to batch: inout LogBatch) throws {
        for line in segment.lines {
            guard case .edition(let edition)? = LogLine(line), batch.documents[edition.sha256] == nil else {
                continue
            }
            guard let document = try? Editions(store).document(of: edition.book),
                document.sha256 == edition.sha256
            else { continue }
            batch.documents[edition.sha256] = document.bytes
        }
    }

    // MARK: - Editions

    private func takeEditions(from place: some LogRemote, _ report: inout SyncReport) throws {
        let editions = Editions(store)
        for pending in try editions.pending() {
            guard isTrusted(pending) else {
                report.editions.append(.waiting(pending))
                continue
            }
            guard let document = try place.document(pending.edition.sha256, of: pending.log),
                SHA256.hexadecimal(of: document) == pending.edition.sha256
            else {
                report.editions.append(.missing(pending))
                continue
            }
            try check()
            do {
                report.editions.append(.applied(pending, try editions.apply(pending.edition, document)))
            } catch let error as ImportError {
                report.editions.append(.refused(pending, error))
            }
        }
    }

    private func isTrusted(_ pending: Editions.Pending) -> Bool {
        switch trust {
        case .none: false
        case .all: pending.isSuccessor
        case .from(let names):
            pending.isSuccessor && (names.contains(pending.log) || names.contains(pending.edition.author))
        case .books(let books): books?.contains(pending.edition.book) ?? true
        }
    }
}
