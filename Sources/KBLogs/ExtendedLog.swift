/// The columns of a log of the W3C's Extended Log File Format, as IIS and CloudFront write it.
///
/// A line `#Fields: date time … sc-status …` names them (<https://www.w3.org/TR/WD-logfile.html>). Fields are parted by
/// spaces, or by tabs.
struct ExtendedLog {
    /// The places of the columns that matter.
    private(set) var status: Int?
    private(set) var date: Int?
    private(set) var time: Int?
    private(set) var stem: Int?

    private static let directive = Array("#Fields:".utf8)

    /// Reads the line that names the columns; nil for any other.
    init?(_ line: Bytes) {
        guard line.first == UInt8(ascii: "#"), line.starts(with: Self.directive) else { return nil }
        var fields = Fields(line, from: Self.directive.count)
        var place = 0
        while let field = fields.next() {
            switch String(decoding: line.part(field), as: UTF8.self) {
            case "sc-status": status = place
            case "date": date = place
            case "time": time = place
            case "cs-uri-stem": stem = place
            default: break
            }
            place += 1
        }
    }

    /// The status of a line: one to three digits.
    func code(in line: Bytes) -> Bytes? {
        status.flatMap { field($0, of: line) }.flatMap {
            1...3 ~= $0.count && $0.allSatisfy(\.isDigit) ? $0 : nil
        }
    }

    /// A field of a line; nil where the line has not so many.
    func field(_ number: Int, of line: Bytes) -> Bytes? {
        guard line.first != UInt8(ascii: "#") else { return nil }
        let separator: UInt8 = line.first(0x09, from: 0) == nil ? 0x20 : 0x09
        var place = 0
        for _ in 0..<number {
            // A text in quotes may hold spaces.
            if place < line.count, line[place] == .quote {
                guard let closing = line.first(.quote, from: place + 1) else { return nil }
                place = closing + 1
            }
            guard let end = line.first(separator, from: place) else { return nil }
            place = end + 1
        }
        var end = line.first(separator, from: place) ?? line.count
        if end > place, line[end - 1] == .carriageReturn { end -= 1 }
        return line.part(place..<end)
    }
}
