import KBCore
import KBFile

/// Compares everything a remote has with what is here.
package struct RemoteCheck: Sendable {
    /// The number of logs, and of entries in them, that are there.
    package var logs = 0
    package var entries = 0
    /// Logs that are not there what they should be, with the reason.
    package var faults: [String: LogFault] = [:]
    /// The number of segments of this file's log that were damaged there and are written anew.
    package var mended = 0

    /// Reads every entry at a remote.
    ///
    /// - Throws: ``RemoteFailure``, ``StoreError``.
    package init(_ place: some LogRemote, _ remote: SyncRemote, _ store: Store) throws {
        let known = Logs(store)
        let here = try known.vector()
        let state = try place.state()
        faults = state.faults
        for (log, there) in state.vector.sorted(by: { $0.key < $1.key }) {
            logs += 1
            var position = LogPosition.start
            var fault: LogFault?
            try place.pull([LogRange(log: log, after: 0, last: there.n)]) { segments in
                for segment in segments where fault == nil {
                    guard let lines = segment.lines(after: position.n) else {
                        fault = .gap
                        return
                    }
                    for line in lines { position = position.following(line) }
                    if position.hash != segment.hash { fault = .damaged }
                }
            }
            entries += position.n
            if fault == nil, position != there { fault = .damaged }
            if fault == nil, let own = try known.hash(of: log, at: there.n), own != there.hash {
                fault = .forked(n: there.n)
            }
            if fault == .damaged || fault == .gap, log == remote.log, (here[log]?.n ?? 0) >= there.n {
                try mend(place, known, log, there)
                fault = nil
            }
            if let fault { faults[log] = fault }
        }
    }

    /// Writes this file's own entries anew; where they reach as far as what is damaged, they are read before it.
    private mutating func mend(
        _ place: some LogRemote, _ known: Logs, _ log: String, _ there: LogPosition
    ) throws {
        var batch = LogBatch()
        try known.forEachSegment(of: log, after: 0, to: there.n) { batch.segments.append($0) }
        try place.push(batch)
        mended += batch.segments.count
    }
}
