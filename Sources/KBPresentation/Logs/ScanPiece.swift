import Glibc
import KBLogs

/// The lines of one minute, hour or day.
package struct ScanPiece {
    /// Its length.
    package enum Unit: String, CaseIterable, Sendable {
        case minute, hour, day

        /// The length of a counted interval in seconds: time zones differ by whole quarters of an hour.
        package var step: Int { self == .minute ? 60 : 900 }
    }

    /// When it begins, in seconds since 1970.
    package var start: Int
    /// The lines that have each code.
    package var codes: [String: Int]
    package var count: Int { codes.values.reduce(0, +) }

    /// The intervals with lines, in this machine's time zone.
    package static func list(_ details: LogDetails, by unit: Unit) -> [ScanPiece] {
        var pieces: [Int: ScanPiece] = [:]
        for (number, codes) in details.times {
            let start = unit.start(of: number * unit.step)
            pieces[start, default: ScanPiece(start: start, codes: [:])].codes.merge(
                codes, uniquingKeysWith: +)
        }
        return pieces.values.sorted { $0.start < $1.start }
    }

    /// The empty pieces between this one and a later one; nil where there are too many to show.
    func gap(to next: ScanPiece, by unit: Unit) -> [ScanPiece]? {
        var pieces: [ScanPiece] = []
        var start = unit.next(after: self.start)
        while start < next.start {
            guard pieces.count < Self.widestGap else { return nil }
            pieces.append(ScanPiece(start: start, codes: [:]))
            start = unit.next(after: start)
        }
        return pieces
    }

    private static let widestGap = 30
}

extension ScanPiece.Unit {
    /// The beginning of the minute, hour or day of a time.
    fileprivate func start(of time: Int) -> Int {
        var (seconds, local) = (time, tm())
        localtime_r(&seconds, &local)
        switch self {
        case .minute: return time - Int(local.tm_sec)
        case .hour: return time - Int(local.tm_min) * 60 - Int(local.tm_sec)
        case .day:
            (local.tm_hour, local.tm_min, local.tm_sec, local.tm_isdst) = (0, 0, 0, -1)
            return mktime(&local)
        }
    }

    fileprivate func next(after start: Int) -> Int {
        switch self {
        case .minute: start + 60
        case .hour: start + 3600
        // A day may have 23 or 25 hours.
        case .day: self.start(of: start + 26 * 3600)
        }
    }
}
