import Synchronization

/// Says when somebody has asked too often: a script in a loop must not take the server from the others.
final class RateLimiter: Sendable {
    private struct Bucket {
        var left: Double
        var last: ContinuousClock.Instant
    }

    /// So many clients are remembered; after that, those that have not asked for long are forgotten.
    private static let mostClients = 10_000
    private let rate: ServerOptions.Rate
    private let buckets = Mutex<[String: Bucket]>([:])

    init(_ rate: ServerOptions.Rate) { self.rate = rate }

    /// Counts a request.
    ///
    /// - Throws: ``WebError/tooMany(seconds:)``.
    func count(_ client: String, at now: ContinuousClock.Instant = .now) throws {
        let wait = buckets.withLock { buckets -> Double? in
            var bucket = buckets[client] ?? Bucket(left: rate.most, last: now)
            bucket.left = min(rate.most, bucket.left + (now - bucket.last) / .seconds(1) * rate.perSecond)
            bucket.last = now
            let isAllowed = bucket.left >= 1
            if isAllowed { bucket.left -= 1 }
            if buckets.count >= Self.mostClients, buckets[client] == nil {
                // Whoever would have all requests left by now need not be remembered.
                buckets = buckets.filter {
                    $0.value.left + (now - $0.value.last) / .seconds(1) * rate.perSecond < rate.most
                }
                if buckets.count >= Self.mostClients { buckets = [:] }
            }
            buckets[client] = bucket
            return isAllowed ? nil : (1 - bucket.left) / rate.perSecond
        }
        if let wait { throw WebError.tooMany(seconds: max(1, Int(wait.rounded(.up)))) }
    }
}
