import ArgumentParser
import Glibc
import KBPresentation

/// A time that a person names: `yesterday`, `2h`, `2026-01-31`, `2026-01-31 12:00`, in the time zone of the machine.
struct Since: ExpressibleByArgument {
    /// The seconds since 1970.
    let seconds: Int

    init?(argument: String) {
        guard let seconds = Self.seconds(argument.lowercased(), now: time(nil)) else { return nil }
        self.seconds = seconds
    }

    /// UTC, as the file writes times: `2026-01-31T12:00:00.000Z`.
    var stored: String {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        var text = [CChar](repeating: 0, count: 32)
        strftime(&text, text.count, "%Y-%m-%dT%H:%M:%S.000Z", &parts)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func seconds(_ text: String, now: time_t) -> Int? {
        switch text {
        case "today", "今天": return midnight(now, daysBack: 0)
        case "yesterday", "昨天": return midnight(now, daysBack: 1)
        default: break
        }
        if let unit = text.last, let number = Int(text.dropLast()), (0...100_000).contains(number),
            let length = ["m": 60, "h": 3600, "d": 86400, "w": 604_800][unit]
        {
            return now - number * length
        }
        let numbers = text.split { "-: t".contains($0) }.map { Int32($0) }
        let known = numbers.compactMap(\.self)
        guard known.count == numbers.count, [3, 5, 6].contains(known.count), known.allSatisfy({ $0 >= 0 }),
            (1...9999).contains(known[0]), (1...12).contains(known[1]), (1...31).contains(known[2])
        else { return nil }
        let clock = known.dropFirst(3) + [0, 0, 0]
        guard clock[3] < 24, clock[4] < 60, clock[5] < 60 else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (known[0] - 1900, known[1] - 1, known[2])
        (parts.tm_hour, parts.tm_min, parts.tm_sec, parts.tm_isdst) = (clock[3], clock[4], clock[5], -1)
        return mktime(&parts)
    }

    private static func midnight(_ now: time_t, daysBack days: Int32) -> Int {
        var now = now
        var parts = tm()
        localtime_r(&now, &parts)
        (parts.tm_hour, parts.tm_min, parts.tm_sec, parts.tm_isdst) = (0, 0, 0, -1)
        parts.tm_mday -= days
        return mktime(&parts)
    }
}
