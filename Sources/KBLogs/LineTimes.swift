import Glibc

/// Finds the times of one log's lines.
///
/// A time with a zone goes before one without, which is one of this machine; of several, the first goes first. A line
/// without a time is of the time of the line before it.
final class LineTimes {
    /// The fields under which loggers write the time, the surest first.
    private static let fields = JSONFields(names: [
        "@timestamp", "timestamp", "time", "ts", "datetime", "date", "asctime", "eventTime", "time_iso8601",
        "time_local",
        "start_time", "StartUTC", "startTime", "t", "msec", "__REALTIME_TIMESTAMP",
    ])
    /// So many bytes of a line are searched for a time.
    private static let mostSearched = 1000

    /// The time of the last line that had one.
    private(set) var last: Int?
    /// The machine's seconds east of Greenwich in a quarter of an hour of its own time.
    private var zone = (quarter: Int.min, seconds: 0)
    private let now: (year: Int, month: Int)

    init() {
        var (seconds, local) = (Glibc.time(nil), tm())
        localtime_r(&seconds, &local)
        now = (Int(local.tm_year) + 1900, Int(local.tm_mon) + 1)
    }

    /// The time of a line in seconds since 1970; that of a line before it where it has none.
    func time(of line: Bytes, _ columns: ExtendedLog?) -> Int? {
        if let found = columns.flatMap({ time(of: line, in: $0) }) ?? field(of: line) ?? search(line) {
            last = found
        }
        return last
    }

    /// The columns of the day and the time, which are those of Greenwich.
    private func time(of line: Bytes, in columns: ExtendedLog) -> Int? {
        guard let date = columns.date.flatMap({ columns.field($0, of: line) }),
            let time = columns.time.flatMap({ columns.field($0, of: line) })
        else { return nil }
        let text = Array(date) + [UInt8(ascii: "T")] + Array(time) + [UInt8(ascii: "Z")]
        return text.withUnsafeBufferPointer { LogTime.iso($0, from: 0) }.map { seconds($0.parts) }
    }

    /// A field of a line of JSON.
    private func field(of line: Bytes) -> Int? {
        guard let beginning = JSONFields.beginning(of: line) else { return nil }
        return Self.fields.first(in: line, from: beginning) { member in
            LogTime.iso(member.value, from: 0).map { seconds($0.parts) }
                ?? LogTime.common(member.value, from: 0).map(seconds) ?? LogTime.epoch(member.value)
        }
    }

    /// A time that stands anywhere near the beginning of a line.
    private func search(_ line: Bytes) -> Int? {
        let end = min(line.count, Self.mostSearched)
        var local: Int?
        var place = 0
        while place < end {
            if place == 0 || Self.mayPrecede(line[place - 1]), let parts = parts(line, place) {
                if parts.zone != nil { return seconds(parts) }
                if local == nil { local = seconds(parts) }
            }
            place += 1
        }
        // `journalctl -o short-unix`
        return local ?? line.first.flatMap { $0.isDigit ? LogTime.epoch(line) : nil }
    }

    private func parts(_ line: Bytes, _ place: Int) -> LogTime.Parts? {
        let byte = line[place]
        if byte.isDigit {
            return LogTime.iso(line, from: place)?.parts ?? LogTime.common(line, from: place)
        }
        guard UInt8(ascii: "A")...UInt8(ascii: "S") ~= byte else { return nil }
        return LogTime.syslog(line, from: place, thisYear: now.year, thisMonth: now.month)
    }

    private static func mayPrecede(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, UInt8(ascii: "["), UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: ">"),
            UInt8(ascii: "("):
            true
        default: false
        }
    }

    /// Seconds since 1970.
    private func seconds(_ parts: LogTime.Parts) -> Int {
        let seconds = parts.seconds
        if let zone = parts.zone { return seconds - zone }
        let quarter = seconds / 900
        if zone.quarter != quarter { zone = (quarter, LogTime.machineZone(seconds)) }
        return seconds - zone.seconds
    }
}
