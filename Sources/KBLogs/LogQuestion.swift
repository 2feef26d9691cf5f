/// What is asked of logs besides how often each code stands in them.
package struct LogQuestion: Hashable, Sendable {
    /// Lines before this time do not count; in seconds since 1970.
    package var since: Int?
    /// Nor do lines of this time and later.
    package var until: Int?
    /// The seconds of a piece of time whose lines are counted by themselves; nil for none.
    package var step: Int?
    /// Whether the paths of requests are counted.
    package var asksForPaths = false
    /// So many lines of each code are kept.
    package var samples = 0

    /// Asks for nothing more.
    package init() {}

    var asksForTimes: Bool { since != nil || until != nil || step != nil }
    var asksForMore: Bool { asksForTimes || asksForPaths || samples > 0 }
}
