import Glibc

/// Times as logs write them, as seconds since 1970.
package enum LogTime {
    /// The parts of a time.
    struct Parts {
        var year: Int
        var month: Int
        var day: Int
        var hour = 0
        var minute = 0
        var second = 0
        /// Seconds east of Greenwich; nil for the time of this machine.
        var zone: Int?

        /// Seconds since 1970, as if the time were Greenwich's.
        var seconds: Int {
            LogTime.days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
        }
    }

    /// Whether a word is a day and a time of ISO 8601: `2026-03-12T08:00:00Z`.
    static func isISO(_ word: Bytes) -> Bool { iso(word, from: 0)?.end == word.count }

    /// A day and a time that begin at a place, and where they end: `2026-03-12T08:00:00.123+08:00`,
    /// `2026-03-12 08:00:00,123`, `2026/03/12 08:00:00`.
    static func iso(_ line: Bytes, from start: Int) -> (parts: Parts, end: Int)? {
        guard start + 19 <= line.count, let year = digits(line, start, 4),
            let month = digits(line, start + 5, 2),
            let day = digits(line, start + 8, 2), line[start + 4] == line[start + 7],
            line[start + 4] == UInt8(ascii: "-") || line[start + 4] == UInt8(ascii: "/"),
            line[start + 10] == UInt8(ascii: "T") || line[start + 10] == 0x20,
            var parts = clock(line, start + 11, Parts(year: year, month: month, day: day))
        else { return nil }
        var end = fraction(line, from: start + 19)
        if let zone = zone(line, from: end) { (parts.zone, end) = (zone.seconds, zone.end) }
        return isValid(parts) ? (parts, end) : nil
    }

    /// A day and a time of the Common Log Format that begin at a place, with or without a zone and a fraction:
    /// `12/Mar/2026:08:00:00 +0800`, `12/Mar/2026:08:00:00.123`.
    static func common(_ line: Bytes, from start: Int) -> Parts? {
        guard start + 20 <= line.count, let day = digits(line, start, 2),
            line[start + 2] == UInt8(ascii: "/"),
            let month = month(line, start + 3), line[start + 6] == UInt8(ascii: "/"),
            let year = digits(line, start + 7, 4), line[start + 11] == .colon,
            var parts = clock(line, start + 12, Parts(year: year, month: month, day: day))
        else { return nil }
        let end = fraction(line, from: start + 20)
        if end < line.count, line[end] == 0x20 { parts.zone = zone(line, from: end + 1)?.seconds }
        return isValid(parts) ? parts : nil
    }

    /// A day without a year and a time that begin at a place, as in syslog: `Mar  2 08:00:00`.
    static func syslog(_ line: Bytes, from start: Int, thisYear: Int, thisMonth: Int) -> Parts? {
        guard start + 15 <= line.count, let month = month(line, start), line[start + 3] == 0x20,
            let day = line[start + 4] == 0x20 ? digits(line, start + 5, 1) : digits(line, start + 4, 2),
            line[start + 6] == 0x20
        else { return nil }
        // A month that has not come yet is one of last year.
        let year = month > thisMonth ? thisYear - 1 : thisYear
        let parts = clock(line, start + 7, Parts(year: year, month: month, day: day))
        return parts.flatMap { isValid($0) ? $0 : nil }
    }

    /// A number of seconds, milliseconds, microseconds or nanoseconds since 1970, of this century.
    static func epoch(_ number: Bytes) -> Int? {
        let whole = number.prefix { $0.isDigit }
        guard 10...19 ~= whole.count,
            let value = whole.reduce(
                Int?(0),
                { value, digit in
                    value.flatMap { value in
                        let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
                        return isTooLarge || product > .max - 9
                            ? nil : product + Int(digit - UInt8(ascii: "0"))
                    }
                })
        else { return nil }
        switch whole.count {
        case 10: return value
        case 13: return value / 1000
        case 16: return value / 1_000_000
        case 19: return value / 1_000_000_000
        default: return nil
        }
    }

    /// The time that a whole text is, in any of these ways; nil for any other text.
    package static func seconds(_ text: String) -> Int? {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            let parts =
                iso(bytes, from: 0).flatMap { $0.end == bytes.count ? $0.parts : nil }
                ?? common(bytes, from: 0)
            guard let parts else { return bytes.allSatisfy(\.isDigit) ? epoch(bytes) : nil }
            return parts.seconds - (parts.zone ?? machineZone(parts.seconds))
        }
    }

    /// The machine's seconds east of Greenwich at a time of its own, which is given as if it were Greenwich's.
    package static func machineZone(_ local: Int) -> Int {
        var (time, parts) = (local, tm())
        gmtime_r(&time, &parts)
        parts.tm_isdst = -1
        return local - mktime(&parts)
    }

    /// The days from 1970-01-01 in the Gregorian calendar: <https://howardhinnant.github.io/date_algorithms.html>.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // Years begin in March, so that a leap day is the last of its year.
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func isValid(_ parts: Parts) -> Bool {
        1...12 ~= parts.month && 1...31 ~= parts.day && parts.hour < 24 && parts.minute < 60
            && parts.second < 61
    }

    /// Adds `HH:MM:SS` to a day.
    private static func clock(_ line: Bytes, _ start: Int, _ day: Parts) -> Parts? {
        guard let hour = digits(line, start, 2), line[start + 2] == .colon,
            let minute = digits(line, start + 3, 2), line[start + 5] == .colon,
            let second = digits(line, start + 6, 2)
        else { return nil }
        var parts = day
        (parts.hour, parts.minute, parts.second) = (hour, minute, second)
        return parts
    }

    /// The place after a fraction of a second.
    private static func fraction(_ line: Bytes, from start: Int) -> Int {
        guard start < line.count, line[start] == UInt8(ascii: ".") || line[start] == .comma else {
            return start
        }
        var end = start + 1
        while end < line.count, line[end].isDigit { end += 1 }
        return end > start + 1 ? end : start
    }

    /// `Z`, `+08:00`, `+0800`, or such a number after a space.
    private static func zone(_ line: Bytes, from start: Int) -> (seconds: Int, end: Int)? {
        guard start < line.count else { return nil }
        if line[start] == UInt8(ascii: "Z") { return (0, start + 1) }
        guard line[start] == UInt8(ascii: "+") || line[start] == UInt8(ascii: "-"), start + 5 <= line.count,
            let hours = digits(line, start + 1, 2)
        else { return nil }
        let colon = line[start + 3] == .colon ? 1 : 0
        guard start + 5 + colon <= line.count, let minutes = digits(line, start + 3 + colon, 2) else {
            return nil
        }
        let seconds = hours * 3600 + minutes * 60
        return (line[start] == UInt8(ascii: "-") ? -seconds : seconds, start + 5 + colon)
    }

    private static func digits(_ line: Bytes, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for place in start..<start + count {
            guard line[place].isDigit else { return nil }
            value = value * 10 + Int(line[place] - UInt8(ascii: "0"))
        }
        return value
    }

    private static func month(_ line: Bytes, _ start: Int) -> Int? {
        let name = UInt32(line[start]) << 16 | UInt32(line[start + 1]) << 8 | UInt32(line[start + 2])
        return months.firstIndex(of: name).map { $0 + 1 }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ].map { $0.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }
}
