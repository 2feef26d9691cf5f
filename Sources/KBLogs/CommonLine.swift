/// A line of the Common or the Combined Log Format, or of another that has the status after the quoted request.
///
/// The Common Log Format is `host ident user [date] "request" status bytes`; the Combined adds the quoted referrer
/// and user agent (<https://httpd.apache.org/docs/2.4/logs.html>).
///
/// Where servers escape a quote in the user or the request as `\"`, it ends nothing. Others write it as it came: so the
/// request begins with the quote after the date's bracket, and ends with the one after its protocol.
enum CommonLine {
    /// So many quotes are looked at where a request may begin, and so many in a request: in a line of nothing but quotes,
    /// each of them may be the first.
    private static let mostQuotes = 100

    /// The quoted request of a line and the status after it.
    struct Parts {
        /// What stands between the quotes.
        var request: Bytes
        /// One to three digits.
        var status: Bytes
    }

    /// The status: one to three digits after the quoted request.
    @inline(__always)
    static func code(in line: Bytes) -> Bytes? { parts(of: line)?.status }

    /// The request and the status.
    @inline(__always)
    static func parts(of line: Bytes) -> Parts? {
        guard let first = unescapedQuote(in: line, from: 0) else { return nil }
        if followsBracket(first, in: line), let parts = dated(line, from: first) { return parts }
        return unusual(line, first)
    }

    /// A line whose first quote is not the request's, or that has no date in brackets.
    @inline(never)
    private static func unusual(_ line: Bytes, _ first: Int) -> Parts? {
        var place = first
        for _ in 0..<mostQuotes {
            guard let quote = unescapedQuote(in: line, from: place + 1) else { break }
            if followsBracket(quote, in: line), let parts = dated(line, from: quote) { return parts }
            place = quote
        }
        guard let closing = unescapedQuote(in: line, from: first + 1),
            let status = status(in: line, after: closing)
        else { return nil }
        return Parts(request: line.part(first + 1..<closing), status: status)
    }

    /// The parts of a line whose request begins at a quote after a date.
    @inline(__always)
    private static func dated(_ line: Bytes, from opening: Int) -> Parts? {
        var found: Parts?
        var place = opening
        for _ in 0..<mostQuotes {
            guard let quote = unescapedQuote(in: line, from: place + 1) else { break }
            let hasProtocol = endsWithProtocol(line, quote)
            if let status = status(in: line, after: quote) {
                let parts = Parts(request: line.part(opening + 1..<quote), status: status)
                if hasProtocol || quote == opening + 1 { return parts }
                if found == nil { found = parts }
            } else if hasProtocol {
                break
            } else if found != nil, line[quote - 1].isBlank {
                // The next quoted part begins.
                break
            }
            place = quote
        }
        return found
    }

    /// Whether a quote stands after a bracket and a space, as after the date.
    @inline(__always)
    private static func followsBracket(_ quote: Int, in line: Bytes) -> Bool {
        quote >= 2 && line[quote - 1] == 0x20 && line[quote - 2] == .closingBracket
    }

    /// Whether ` HTTP/1.1` or the like stands before a quote.
    @inline(__always)
    private static func endsWithProtocol(_ line: Bytes, _ quote: Int) -> Bool {
        var place = quote
        while place > 0, line[place - 1].isDigit || line[place - 1] == UInt8(ascii: ".") { place -= 1 }
        return place < quote && place >= 5 && line[place - 1] == UInt8(ascii: "/")
            && line[place - 2] == UInt8(ascii: "P") && line[place - 3] == UInt8(ascii: "T")
            && line[place - 4] == UInt8(ascii: "T") && line[place - 5] == UInt8(ascii: "H")
    }

    /// One to three digits after a quote and blanks, before a blank or the end.
    @inline(__always)
    private static func status(in line: Bytes, after quote: Int) -> Bytes? {
        let start = line.pastBlanks(from: quote + 1)
        guard start > quote + 1 else { return nil }
        var end = start
        while end < line.count, line[end].isDigit { end += 1 }
        guard 1...3 ~= end - start, end == line.count || line[end].isBlank || line[end] == .carriageReturn
        else { return nil }
        return line.part(start..<end)
    }

    /// The first quote from `start` on with an even number of backslashes before it.
    @inline(__always)
    private static func unescapedQuote(in line: Bytes, from start: Int) -> Int? {
        var place = start
        while let quote = line.first(.quote, from: place) {
            var slash = quote
            while slash > place, line[slash - 1] == .backslash { slash -= 1 }
            if (quote - slash).isMultiple(of: 2) { return quote }
            place = quote + 1
        }
        return nil
    }
}
