import ArgumentParser
import Glibc
import KBLogs
import KBPresentation
import KBText

/// A point in time as people type it: `2h`, `yesterday`, `08:30`, `2026-03-12`, `2026-03-12T08:30:00+08:00`.
struct Moment {
    /// Seconds since 1970.
    let seconds: Int

    /// Reads what somebody has typed.
    ///
    /// A duration counts back from now, a day begins at midnight, and a time without a zone is local.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - now: The time now, in seconds since 1970.
    /// - Throws: `ValidationError`, which says what can be typed.
    init(_ text: String, now: Int = Glibc.time(nil)) throws {
        let text = Self.unchanged(text)
        guard
            let seconds = Self.named(text, now) ?? Self.ago(text, now) ?? Self.clock(text, now)
                ?? Self.day(text) ?? LogTime.seconds(text)
        else {
            throw ValidationError(
                message(
                    zh: "可以写 2h、3d、yesterday、08:30、2026-03-12，或带时区的 2026-03-12T08:30:00+08:00",
                    en:
                        "expected a time such as 2h, 3d, yesterday, 08:30, 2026-03-12 or 2026-03-12T08:30:00+08:00"
                ))
        }
        self.seconds = seconds
    }

    /// Makes sure that there is time between two points.
    ///
    /// - Throws: `ValidationError`.
    static func check(_ since: Moment?, _ until: Moment?) throws {
        guard let since, let until, since.seconds >= until.seconds else { return }
        throw ValidationError(message(zh: "--since 要早于 --until", en: "--since must be earlier than --until"))
    }

    /// What has a zone or the name of a month is read as it is; names are read in any case.
    private static func unchanged(_ text: String) -> String {
        text.contains(where: \.isNumber) ? text : text.lowercased()
    }

    private static func named(_ text: String, _ now: Int) -> Int? {
        switch text {
        case "now", "现在": now
        case "today", "今天": midnight(0, now)
        case "yesterday", "昨天": midnight(1, now)
        case "前天": midnight(2, now)
        default: nil
        }
    }

    /// `2h`, `1h30m`, `2 hours ago`, `2小时前`.
    private static func ago(_ text: String, _ now: Int) -> Int? {
        var rest = text[...]
        if rest.hasSuffix("前") { rest.removeLast() }
        if rest.hasSuffix(" ago") { rest.removeLast(4) }
        var seconds: Int?
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest[digits.endIndex...].drop { $0 == " " }
            let unit = rest.prefix(while: \.isLetter)
            rest = rest[unit.endIndex...].drop { $0 == " " }
            guard let number = Int(digits), number < 1_000_000, let length = length(of: unit.lowercased())
            else {
                return nil
            }
            seconds = (seconds ?? 0) + number * length
        }
        return seconds.map { now - $0 }
    }

    private static func length(of unit: String) -> Int? {
        switch unit {
        case "s", "sec", "second", "seconds", "秒": 1
        case "m", "min", "mins", "minute", "minutes", "分", "分钟": 60
        case "h", "hour", "hours", "小时": 3600
        case "d", "day", "days", "天": 86_400
        case "w", "week", "weeks", "周", "星期": 604_800
        default: nil
        }
    }

    /// `08:30` of today.
    private static func clock(_ text: String, _ now: Int) -> Int? {
        guard text.wholeMatch(of: /\d?\d:\d\d(:\d\d)?/) != nil else { return nil }
        let parts = text.split(separator: ":").compactMap { Int($0) } + [0]
        guard parts[0] < 24, parts[1] < 60, parts[2] < 60 else { return nil }
        return local((parts[0], parts[1], parts[2]), daysAgo: 0, now)
    }

    /// `2026-03-12`, `2026-3-12 8:30`, and with a zone.
    private static func day(_ text: String) -> Int? {
        let pattern =
            /(\d{4})[-\/](\d\d?)[-\/](\d\d?)(?:[Tt ](\d?\d:\d\d))?(:\d\d)?(?:[.,]\d+)? ?(Z|[-+]\d\d:?\d\d)?/
        guard let match = text.wholeMatch(of: pattern), match.4 != nil || match.5 == nil else { return nil }
        func padded(_ number: Substring, to length: Int) -> String { String(number).zeroPadded(to: length) }
        let day = [String(match.1), padded(match.2, to: 2), padded(match.3, to: 2)].joined(separator: "-")
        let clock = padded(match.4 ?? "00:00", to: 5)
        return LogTime.seconds("\(day)T\(clock)\(match.5 ?? ":00")\(match.6 ?? "")")
    }

    private static func midnight(_ daysAgo: Int32, _ now: Int) -> Int {
        local((0, 0, 0), daysAgo: daysAgo, now)
    }

    /// A time of the clock on a day, on this machine.
    private static func local(_ clock: (Int, Int, Int), daysAgo: Int32, _ now: Int) -> Int {
        var (now, local) = (now, tm())
        localtime_r(&now, &local)
        (local.tm_hour, local.tm_min, local.tm_sec) = (Int32(clock.0), Int32(clock.1), Int32(clock.2))
        (local.tm_mday, local.tm_isdst) = (local.tm_mday - daysAgo, -1)
        return mktime(&local)
    }

    /// UTC, as a knowledge base writes times: `2026-01-31T12:00:00.000Z`.
    var stored: String { TimeText.utc(seconds) }
}
