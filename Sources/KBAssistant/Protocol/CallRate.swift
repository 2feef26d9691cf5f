/// Says when there have been too many calls: an assistant in a loop must not take the machine.
struct CallRate {
    private let perSecond: Double
    private let most: Double
    private var left: Double
    private var last = ContinuousClock.now

    /// Allows `most` calls at once, and so many a second.
    init(perSecond: Double, most: Double) {
        (self.perSecond, self.most, left) = (perSecond, most, most)
    }

    /// Counts a call, and tells whether it is allowed.
    mutating func allows(at now: ContinuousClock.Instant = .now) -> Bool {
        left = min(most, left + (now - last) / .seconds(1) * perSecond)
        last = now
        guard left >= 1 else { return false }
        left -= 1
        return true
    }
}
