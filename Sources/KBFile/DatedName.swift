import Glibc

/// Names for automatic copies.
package enum DatedName {
    /// A name beside `path` that nothing has yet: `kb-before-restore-20260131-120000.db` for `kb.db`.
    package static func beside(_ path: String, _ reason: String) -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        func digits(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let date = "\(parts.tm_year + 1900)\(digits(parts.tm_mon + 1))\(digits(parts.tm_mday))"
        let clock = digits(parts.tm_hour) + digits(parts.tm_min) + digits(parts.tm_sec)
        let stem = stem(path, reason)
        var name = "\(stem)\(date)-\(clock).db"
        var status = stat()
        var number = 2
        while lstat(name, &status) == 0 {
            name = "\(stem)\(date)-\(clock)-\(number).db"
            number += 1
        }
        return name
    }

    /// What all such names of a reason begin with.
    static func stem(_ path: String, _ reason: String) -> String {
        "\(path.hasSuffix(".db") ? String(path.dropLast(3)) : path)-\(reason)-"
    }
}
