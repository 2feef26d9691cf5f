/// The format of what the blobs of a segment hold, `index_segments.format`; docs/schema.md describes it.
package enum SegmentFormat {
    /// The format that is written, and the only one that is read.
    package static let current: Int64 = 1
}
