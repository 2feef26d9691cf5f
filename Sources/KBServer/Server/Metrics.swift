import Glibc
import Synchronization

/// What the server has done since it was started, for Prometheus and the like.
package final class Metrics: Sendable {
    private struct Remote {
        var done = 0
        var failed = 0
        var pulled = 0
        var pushed = 0
        var isFailing = false
        /// When it was last synchronised, in seconds since 1970.
        var last: Int?
    }

    private struct Counts {
        var answers: [String: Int] = [:]
        var refusals: [String: Int] = [:]
        var seconds = 0.0
        var slowest = 0.0
        var followers = 0
        var connections = 0
        var changes = 0
        var remotes: [String: Remote] = [:]
    }

    private let counts = Mutex(Counts())
    private let start = ContinuousClock.now

    /// A request was answered.
    func answered(_ part: String, status: Int, in time: Duration) {
        let seconds = time / .seconds(1)
        counts.withLock { counts in
            counts.answers[#"part="\#(part)",status="\#(status)""#, default: 0] += 1
            counts.seconds += seconds
            counts.slowest = max(counts.slowest, seconds)
        }
    }

    /// A request was refused, or failed.
    func refused(_ kind: String) { counts.withLock { $0.refusals[kind, default: 0] += 1 } }

    func connected(_ change: Int) { counts.withLock { $0.connections += change } }

    func changed() { counts.withLock { $0.changes += 1 } }

    /// The file was synchronised with a remote: so many entries came, and so many went.
    package func synchronised(_ remote: String, pulled: Int, pushed: Int) {
        counts.withLock { counts in
            counts.remotes[remote, default: Remote()].done += 1
            counts.remotes[remote]?.pulled += pulled
            counts.remotes[remote]?.pushed += pushed
            counts.remotes[remote]?.isFailing = false
            counts.remotes[remote]?.last = time(nil)
        }
    }

    /// A remote could not be synchronised with.
    package func notSynchronised(_ remote: String) {
        counts.withLock { counts in
            counts.remotes[remote, default: Remote()].failed += 1
            counts.remotes[remote]?.isFailing = true
        }
    }

    /// The remotes with which the last synchronising did not work.
    var failingRemotes: [String] {
        counts.withLock { $0.remotes.filter(\.value.isFailing).keys.sorted() }
    }

    func setFollowers(_ count: Int) { counts.withLock { $0.followers = count } }

    /// Everything, in Prometheus' text format.
    var text: String {
        let counts = counts.withLock { $0 }
        let total = counts.answers.values.reduce(0, +)
        var lines: [String] = []
        func add(_ name: String, _ type: String, _ help: String, _ values: [(String, String)]) {
            lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"]
            lines += values.map { $0.0.isEmpty ? "\(name) \($0.1)" : "\(name){\($0.0)} \($0.1)" }
        }
        func sorted(_ counts: [String: Int]) -> [(String, String)] {
            counts.sorted { $0.key < $1.key }.map { ($0.key, String($0.value)) }
        }
        add("kb_requests_total", "counter", "Answered requests.", sorted(counts.answers))
        add("kb_request_seconds_sum", "counter", "Time spent on answers.", [("", "\(counts.seconds)")])
        add("kb_request_seconds_count", "counter", "Number of these answers.", [("", String(total))])
        add("kb_request_seconds_max", "gauge", "The longest of them.", [("", "\(counts.slowest)")])
        add(
            "kb_refusals_total", "counter", "Requests that failed or were refused, by reason.",
            sorted(counts.refusals).map { (#"kind="\#($0.0)""#, $0.1) })
        add("kb_connections", "gauge", "Open connections.", [("", String(counts.connections))])
        add("kb_followers", "gauge", "Clients that follow changes.", [("", String(counts.followers))])
        add(
            "kb_changes_total", "counter", "Changes of the file that were noticed.",
            [("", String(counts.changes))])
        if !counts.remotes.isEmpty {
            let remotes = counts.remotes.sorted { $0.key < $1.key }
            func each(_ label: String, _ value: (Remote) -> Int?) -> [(String, String)] {
                remotes.compactMap { name, remote in
                    value(remote).map { (#"remote="\#(name)"\#(label)"#, String($0)) }
                }
            }
            add(
                "kb_sync_runs_total", "counter", "How often remotes were synchronised with.",
                each(#",result="done""#, \.done) + each(#",result="failed""#, \.failed))
            add(
                "kb_sync_entries_total", "counter", "Entries of logs that came and went.",
                each(#",way="in""#, \.pulled) + each(#",way="out""#, \.pushed))
            add(
                "kb_sync_last_success_timestamp_seconds", "gauge", "When it last worked.", each("", \.last))
        }
        add(
            "kb_uptime_seconds", "gauge", "Time since the start.",
            [("", "\((ContinuousClock.now - start) / .seconds(1))")])
        return lines.joined(separator: "\n") + "\n"
    }
}
