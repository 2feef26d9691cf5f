/// Goes through some rows of a segment in their order: the one contract of lists, phrases, intersections and unions,
/// so that any tree of them is one as well.
///
/// A set starts at its first row. Once it is at the end it stays there.
protocol DocSet: AnyObject {
    /// The row at hand; `UInt32.max` at the end.
    var row: UInt32 { get }

    /// About how many rows there are at most: an intersection asks the rarest first.
    var cost: Int { get }

    /// Goes to the next row; at the end it does nothing.
    func advance() throws

    /// Goes to the first row from `target` on.
    ///
    /// A set never goes back: where the row at hand is `target` or higher, and at the end, this does nothing. A target
    /// that is higher than all rows leads to the end.
    func seek(_ target: UInt32) throws
}

/// A set of rows that knows where in each row something stands.
protocol PositionedDocSet: DocSet {
    /// The positions in the row at hand, ascending and at least one; valid until the set moves. Not to be asked at the
    /// end.
    var positions: UnsafeBufferPointer<UInt32> { get }
}
