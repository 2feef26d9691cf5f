import Synchronization

/// What the server has done since it was started, for Prometheus and the like.
final class Metrics: Sendable {
    private struct Counts {
        var answers: [String: Int] = [:]
        var refusals: [String: Int] = [:]
        var seconds = 0.0
        var slowest = 0.0
        var followers = 0
        var connections = 0
        var changes = 0
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
        add(
            "kb_uptime_seconds", "gauge", "Time since the start.",
            [("", "\((ContinuousClock.now - start) / .seconds(1))")])
        return lines.joined(separator: "\n") + "\n"
    }
}
