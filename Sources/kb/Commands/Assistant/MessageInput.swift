import Glibc
import KBAssistant
import KBInput
import Synchronization

/// The messages on standard input.
///
/// While a request is answered, what has come meanwhile is looked at now and then: the request may have been cancelled, or
/// nobody may be left to wait.
final class MessageInput: Sendable {
    private struct State {
        var queue = MessageQueue()
        /// When the input ended.
        var end: ContinuousClock.Instant?
    }

    /// After the end of the input, what is being done may take so much longer.
    private static let grace = Duration.seconds(1)

    private let state = Mutex(State())

    /// The next message; waits for one, and returns nil when there is none any more.
    func next() -> Message? {
        state.withLock { state in
            while state.queue.isEmpty, state.end == nil { Self.take(&state) }
            return Self.isLate(state) ? nil : state.queue.next()
        }
    }

    /// Whether the client has cancelled the request that ``next()`` returned last.
    var isCancelled: Bool { state.withLock { $0.queue.isCancelled } }

    /// Whether nobody waits for the answer to that request any more.
    var isOver: Bool {
        state.withLock { state in
            while state.end == nil, state.queue.hasRoom, Self.isReady { Self.take(&state) }
            return state.queue.isCancelled || Self.isLate(state)
        }
    }

    private static func isLate(_ state: State) -> Bool { state.end.map { .now - $0 > grace } ?? false }

    private static func take(_ state: inout State) {
        withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
            let count = (try? OpenFile.read(STDIN_FILENO, into: buffer)) ?? 0
            if count > 0 {
                state.queue.take(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
            } else {
                state.queue.finish()
                state.end = .now
            }
        }
    }

    private static var isReady: Bool {
        var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, 0) > 0
    }
}
