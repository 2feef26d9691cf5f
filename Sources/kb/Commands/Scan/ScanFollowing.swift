import Glibc
import KBLogs
import KBPresentation

/// Counts what is added to logs until SIGINT or SIGTERM comes, or the pipes that are read have ended.
struct ScanFollowing {
    private var logs: [ScannedLog] = []
    private var followers: [(log: Int, follower: LogFollower)] = []
    private let report: ScanReport

    /// The shortest time between two drawings.
    private static let drawingPause = Duration.milliseconds(300)
    /// The shortest time between two looks at the logs, in microseconds.
    private static let readingPause: UInt32 = 100_000

    init(_ files: [LogFile], _ format: LineFormat, _ codes: CodeList?, _ report: ScanReport) {
        for file in files {
            followers.append((logs.count, LogFollower(file, format: format, codes: codes)))
            logs.append(ScannedLog(path: file.path, counts: CodeCounts(report.question)))
        }
        self.report = report
    }

    /// Counts, draws the table on a terminal, and prints the last one.
    mutating func run(_ failures: inout ScanFailures) throws {
        var drawn = (lines: 0, of: 0, at: ContinuousClock.now - Self.drawingPause)
        while Interruption.received == nil, !followers.allSatisfy(\.follower.isAtEnd) {
            var hasRead = false
            try followers.removeAll { log, follower in
                let added = try failures.catching { try follower.readOn(into: &logs[log].counts) }
                if added == true { hasRead = true }
                return added == nil
            }
            let terminal = report.terminal
            let linesWithCode = logs.reduce(0) { $0 + $1.counts.linesWithCode }
            let now = ContinuousClock.now
            // The cursor stands on a line of its own below the table. While the knowledge base cannot be read, because
            // another program imports into it, the table stays as it is.
            if let height = terminal.height, !report.isJSON, linesWithCode > drawn.of,
                now - drawn.at >= Self.drawingPause,
                let lines = try? report.table(logs, on: terminal, atMost: height - 1)
            {
                try Output.redraw(lines, over: drawn.lines)
                drawn = (lines.count, linesWithCode, now)
            }
            if !hasRead { usleep(Self.readingPause) }
        }
        for (log, follower) in followers {
            try failures.catching { try follower.finish(into: &logs[log].counts) }
        }
        try failures.finish { try report.print(logs, over: drawn.lines) }
    }
}
