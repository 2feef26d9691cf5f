import Glibc
import KBText

/// Times for people.
package enum TimeText {
    /// The day and the minute in the user's time zone of a time such as `2026-01-31T12:00:00.000Z`.
    ///
    /// Any tool may write any text where a time belongs: what is not a time of the years 0 to 9999 is returned as it is,
    /// cut to 40 characters.
    package static func local(_ time: String) -> String {
        guard let seconds = seconds(time) else {
            return NoteText.excerpt(String(time.unicodeScalars.prefix(40)))
        }
        return local(seconds, daysOnly: false)
    }

    /// The day and the minute in the user's time zone of a time in seconds since 1970; or the day alone.
    package static func local(_ seconds: Int, daysOnly: Bool) -> String {
        var (seconds, local) = (seconds, tm())
        localtime_r(&seconds, &local)
        let date = date(local)
        return daysOnly ? date : "\(date) \(digits(Int(local.tm_hour), 2)):\(digits(Int(local.tm_min), 2))"
    }

    /// A time in seconds since 1970 as docs/json.md has times.
    package static func utc(_ seconds: Int) -> String {
        var (seconds, parts) = (seconds, tm())
        gmtime_r(&seconds, &parts)
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0), 2) }
        return "\(date(parts))T\(clock.joined(separator: ":")).000Z"
    }

    private static func date(_ parts: tm) -> String {
        "\(digits(Int(parts.tm_year) + 1900, 4))-\(digits(Int(parts.tm_mon) + 1, 2))-\(digits(Int(parts.tm_mday), 2))"
    }

    /// The seconds since 1970 of the minute; nil where the text is no such time.
    private static func seconds(_ time: String) -> Int? {
        let utf8 = time.utf8.prefix(16)
        // Positions of digits and signs in YYYY-MM-DDTHH:MM.
        let signs: [Int: UInt8] = [4: 0x2D, 7: 0x2D, 10: 0x54, 13: 0x3A]
        guard utf8.count == 16 else { return nil }
        var numbers = [0]
        for (position, byte) in utf8.enumerated() {
            if let sign = signs[position] {
                guard byte == sign || (position == 10 && byte == 0x20) else { return nil }
                numbers.append(0)
            } else {
                guard (0x30...0x39).contains(byte) else { return nil }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
            }
        }
        let (year, month, day, hour, minute) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
        guard 1...12 ~= month, 1...31 ~= day, 0...23 ~= hour, 0...59 ~= minute else { return nil }
        return (days(year, month, day) * 24 + hour) * 3600 + minute * 60
    }

    /// The days from 1970-01-01 in the Gregorian calendar: <https://howardhinnant.github.io/date_algorithms.html>.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // Years begin in March, so that a leap day is the last of its year.
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        String(number).zeroPadded(to: count)
    }
}
