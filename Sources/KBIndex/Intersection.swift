/// The rows that all of several sets have.
final class Intersection<Part: DocSet>: DocSet {
    @exclusivity(unchecked) private(set) var row: UInt32 = .max
    let cost: Int

    /// The rarest.
    private let driver: Part
    /// The next one; the rarest again where there is but one.
    ///
    /// Of most intersections these two are all: going through an array counts references at each row.
    private let second: Part
    private let others: [Part]

    /// Starts at the first row that all have; nil without parts.
    init?(_ parts: [Part]) throws {
        let byRarity = parts.sorted { $0.cost < $1.cost }
        guard let first = byRarity.first else { return nil }
        driver = first
        second = byRarity.count > 1 ? byRarity[1] : first
        others = Array(byRarity.dropFirst(2))
        cost = first.cost
        try settle()
    }

    @inline(__always)
    func advance() throws {
        guard row != .max else { return }
        try driver.advance()
        try settle()
    }

    @inline(__always)
    func seek(_ target: UInt32) throws {
        guard row < target else { return }
        try driver.seek(target)
        try settle()
    }

    /// Goes on from where the rarest set is to the next row that all have.
    @inline(__always)
    private func settle() throws {
        search: while true {
            let candidate = driver.row
            if candidate != .max {
                try second.seek(candidate)
                guard second.row == candidate else {
                    // At its end the driver is led to its own.
                    try driver.seek(second.row)
                    continue
                }
                for other in others {
                    try other.seek(candidate)
                    guard other.row != candidate else { continue }
                    try driver.seek(other.row)
                    continue search
                }
            }
            row = candidate
            return
        }
    }
}
