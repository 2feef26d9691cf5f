/// Upper bounds for one segment.
///
/// They bound memory while it is built.
package enum SegmentLimits {
    package static let rows = 65_536
    /// Of the texts, in UTF-8.
    package static let bytes = 24_000_000
    /// Different terms; text of a language stays far below, random characters do not.
    package static let terms = 1_000_000
}
