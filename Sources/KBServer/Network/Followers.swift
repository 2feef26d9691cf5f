import Synchronization

/// The clients that follow changes, each with what it still has to be told.
final class Followers: Sendable {
    private struct State {
        var streams: [Int: AsyncStream<String>.Continuation] = [:]
        var lastID = 0
        var isClosed = false
    }

    private let most: Int
    private let metrics: Metrics
    private let state = Mutex(State())

    init(most: Int, metrics: Metrics) { (self.most, self.metrics) = (most, metrics) }

    /// Another follower; nil where there are too many, or the server ends.
    func join() -> (id: Int, events: AsyncStream<String>)? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingNewest(8))
        return state.withLock { state in
            guard !state.isClosed, state.streams.count < most else { return nil }
            state.lastID += 1
            state.streams[state.lastID] = continuation
            metrics.setFollowers(state.streams.count)
            return (state.lastID, stream)
        }
    }

    /// A follower has gone.
    func leave(_ id: Int) {
        state.withLock { state in
            state.streams.removeValue(forKey: id)?.finish()
            metrics.setFollowers(state.streams.count)
        }
    }

    /// Tells everybody something.
    func tell(_ event: String) {
        state.withLock { state in
            for stream in state.streams.values { stream.yield(event) }
        }
    }

    /// The server ends: all streams do.
    func close() {
        state.withLock { state in
            state.isClosed = true
            for stream in state.streams.values { stream.finish() }
            state.streams = [:]
            metrics.setFollowers(0)
        }
    }
}
