/// The rows that at least one of several sets has, each once.
final class Union<Part: DocSet>: DocSet {
    @exclusivity(unchecked) private(set) var row: UInt32
    let cost: Int
    /// The sets; those whose row is the one at hand have it.
    let parts: [Part]

    init(_ parts: [Part]) {
        self.parts = parts
        cost = parts.reduce(0) { $0 + $1.cost }
        row = Self.lowest(parts)
    }

    @inline(__always)
    func advance() throws {
        guard row != .max else { return }
        for part in parts where part.row == row { try part.advance() }
        row = Self.lowest(parts)
    }

    @inline(__always)
    func seek(_ target: UInt32) throws {
        guard row < target else { return }
        for part in parts { try part.seek(target) }
        row = Self.lowest(parts)
    }

    @inline(__always)
    private static func lowest(_ parts: [Part]) -> UInt32 {
        var lowest = UInt32.max
        for part in parts { lowest = min(lowest, part.row) }
        return lowest
    }
}
