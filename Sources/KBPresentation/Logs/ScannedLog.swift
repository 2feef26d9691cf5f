import KBLogs

/// A log and what has been counted in it.
package struct ScannedLog {
    /// The path as it was given.
    package var path: String
    package var counts: CodeCounts

    package init(path: String, counts: CodeCounts) {
        self.path = path
        self.counts = counts
    }
}
