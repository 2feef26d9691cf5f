/// The terms of a segment by their bytes, one after the other.
struct SegmentTerms: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = [0]

    init() {}

    /// Lays out the terms of a table in this order.
    init(_ table: TermTable, _ order: [UInt32]) {
        ends.reserveCapacity(order.count + 1)
        bytes.reserveCapacity(order.count * 6)
        for term in order {
            table.appendBytes(of: Int(term), to: &bytes)
            ends.append(UInt32(bytes.count))
        }
    }

    var count: Int { ends.count - 1 }

    subscript(place: Int) -> ArraySlice<UInt8> { bytes[Int(ends[place])..<Int(ends[place + 1])] }

    /// The place of a term; nil when the segment does not have it.
    func place(of term: Term) -> Int? {
        let place = firstPlace(from: term)
        return place < count && self[place].elementsEqual(term.bytes) ? place : nil
    }

    /// The places of the terms that begin with one.
    func places(beginning prefix: Term) -> Range<Int> {
        let first = firstPlace(from: prefix)
        var end = first
        while end < count, self[end].starts(with: prefix.bytes) { end += 1 }
        return first..<end
    }

    /// The place of the first term that is not less than another.
    private func firstPlace(from term: Term) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].lexicographicallyPrecedes(term.bytes) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
