/// A line of nginx's error log: `date time [level] pid#tid: … (111: Connection refused) …`.
enum ErrorLogLine {
    private static let hash = UInt8(ascii: "#")

    /// The first number in brackets before a colon, which is the system's errno; nil for other lines.
    static func code(in line: Bytes) -> Bytes? {
        guard var place = endOfHead(line) else { return nil }
        while let bracket = line.first(UInt8(ascii: "("), from: place) {
            var end = bracket + 1
            while end < line.count, line[end].isDigit { end += 1 }
            if 1...4 ~= end - bracket - 1, end + 1 < line.count, line[end] == .colon, line[end + 1] == 0x20 {
                return line.part(bracket + 1..<end)
            }
            place = bracket + 1
        }
        return nil
    }

    /// The place after `[level] pid#tid:`.
    private static func endOfHead(_ line: Bytes) -> Int? {
        guard let hash = line.first(hash, from: 0) else { return nil }
        var start = hash
        while start > 0, line[start - 1].isDigit { start -= 1 }
        var end = hash + 1
        while end < line.count, line[end].isDigit { end += 1 }
        guard start < hash, start >= 2, line[start - 1] == 0x20, line[start - 2] == .closingBracket,
            end > hash + 1, end < line.count, line[end] == .colon
        else { return nil }
        return end + 1
    }
}
