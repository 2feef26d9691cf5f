/// The sums of weights of a window of rows, one after the other.
///
/// A window is small enough for the processor's cache, where the sums of all rows of a large segment are not. It keeps
/// its buffers by hand, since each list of a search of many words adds to it row by row.
final class RowSums {
    /// The number of rows of a window.
    static let count: UInt32 = 1 << 15

    private let sums: UnsafeMutablePointer<Double>
    /// The group that was last added for each row; -1 for none.
    private let groups: UnsafeMutablePointer<Int32>
    /// The rows that something was added for.
    private let touched: UnsafeMutablePointer<UInt32>
    @exclusivity(unchecked) private var touchedCount = 0

    init() {
        let count = Int(Self.count)
        sums = .allocate(capacity: count)
        sums.initialize(repeating: 0, count: count)
        groups = .allocate(capacity: count)
        groups.initialize(repeating: -1, count: count)
        touched = .allocate(capacity: count)
    }

    deinit {
        sums.deallocate()
        groups.deallocate()
        touched.deallocate()
    }

    /// Adds to the sum of a row, unless the group has added to it already.
    ///
    /// - Parameters:
    ///   - weight: What is added.
    ///   - row: The row, less than ``count``.
    ///   - group: A number that is not negative.
    @inline(__always)
    func add(_ weight: Double, to row: UInt32, group: Int32) {
        let place = Int(row)
        guard groups[place] != group else { return }
        if groups[place] < 0 {
            touched[touchedCount] = row
            touchedCount += 1
        }
        groups[place] = group
        sums[place] += weight
    }

    /// Hands over each row with a sum, and begins anew.
    func drain(_ body: (_ row: UInt32, _ sum: Double) throws -> Void) rethrows {
        for number in 0..<touchedCount {
            let row = touched[number]
            try body(row, sums[Int(row)])
            sums[Int(row)] = 0
            groups[Int(row)] = -1
        }
        touchedCount = 0
    }
}
