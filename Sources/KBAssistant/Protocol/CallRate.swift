import Glibc

/// Says when there have been too many calls: an assistant in a loop must not take the machine.
struct CallRate {
    private let perSecond: Double
    private let most: Double
    private var left: Double
    private var last = CallRate.now()

    /// Allows `most` calls at once, and so many a second.
    init(perSecond: Double, most: Double) {
        (self.perSecond, self.most, left) = (perSecond, most, most)
    }

    /// Counts a call, and tells whether it is allowed.
    mutating func allows() -> Bool {
        let now = Self.now()
        left = min(most, left + (now - last) * perSecond)
        last = now
        guard left >= 1 else { return false }
        left -= 1
        return true
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
