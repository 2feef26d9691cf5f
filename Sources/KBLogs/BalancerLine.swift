/// A line of the access log of an Application Load Balancer of AWS.
///
/// `type time elb client:port target:port t t t elb_status_code target_status_code received sent "request" …`
/// (<https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html>).
enum BalancerLine {
    private static let types = ["http", "https", "h2", "grpcs", "ws", "wss"].map { Array($0.utf8) }
    /// The words between the time and the status that the balancer sent.
    private static let between = 6
    /// So many words may stand before the line, where others have written it into their log.
    private static let mostBefore = 8

    /// The status that the client was sent; nil for other lines, and where the client was sent none.
    static func code(in line: Bytes) -> Bytes? {
        var fields = Fields(line)
        for _ in 0...mostBefore {
            guard let word = fields.next() else { return nil }
            let type = line.part(word)
            guard 2...5 ~= type.count, types.contains(where: { type.elementsEqual($0) }) else { continue }
            var rest = fields
            guard let time = rest.next(), LogTime.isISO(line.part(time)) else { continue }
            for _ in 0..<between where rest.next() == nil { return nil }
            return rest.next().map(line.part).flatMap { $0.count == 3 && $0.allSatisfy(\.isDigit) ? $0 : nil }
        }
        return nil
    }
}
