/// A line of HAProxy's HTTP log.
///
/// `… frontend backend/server TR/Tw/Tc/Tr/Ta status bytes … "request"`
/// (<https://docs.haproxy.org/3.0/configuration.html#8.2.3>). The five times, of which those that did not come to pass
/// are -1 and the last may begin with `+`, are like nothing else in a log.
enum ProxyLine {
    /// The status: three digits after the times; nil for other lines, and for sessions without a response.
    static func code(in line: Bytes) -> Bytes? {
        var fields = Fields(line)
        while let word = fields.next() {
            guard isTimes(line.part(word)) else { continue }
            guard let status = fields.next().map(line.part), let bytes = fields.next().map(line.part) else {
                return nil
            }
            let isStatus = status.count == 3 && status.allSatisfy(\.isDigit)
            let isSize = (bytes.first == UInt8(ascii: "+") ? bytes.part(1..<bytes.count) : bytes)
                .allSatisfy(\.isDigit)
            return isStatus && isSize ? status : nil
        }
        return nil
    }

    /// Whether a word is five numbers with slashes between them.
    private static func isTimes(_ word: Bytes) -> Bool {
        guard word.count >= 9, let last = word.last, last.isDigit else { return false }
        var (slashes, digits) = (0, 0)
        for (place, byte) in word.enumerated() {
            switch byte {
            case UInt8(ascii: "/"):
                guard digits > 0 else { return false }
                (slashes, digits) = (slashes + 1, 0)
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                guard place == 0 || word[place - 1] == UInt8(ascii: "/") else { return false }
            default:
                guard byte.isDigit else { return false }
                digits += 1
            }
        }
        return slashes == 4
    }
}
