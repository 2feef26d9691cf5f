/// The messages that have come and wait for their answer, in their order.
///
/// It knows nothing of where the bytes come from.
package struct MessageQueue: Sendable {
    /// The most bytes of a line: a log of the longest kind with each of its bytes escaped fits.
    package static let longestLine = 2 << 20

    private var waiting: [Message] = []
    private var line: [UInt8] = []
    /// Whether the rest of a line that is too long is being passed over.
    private var isPassing = false
    private var current: RequestID?

    /// Whether the client has cancelled the request that ``next()`` returned last.
    package private(set) var isCancelled = false
    /// Whether there is room for more, so that a client that does not wait cannot fill the memory.
    package var hasRoom: Bool { waiting.count < 1000 && line.count <= Self.longestLine }
    /// Whether ``next()`` has another message.
    package var isEmpty: Bool { waiting.isEmpty }

    /// Nothing has come yet.
    package init() {}

    /// Takes what has come, whatever part of a line it is.
    package mutating func take(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            add(rest[..<end])
            endLine()
            rest = rest[(end + 1)...]
        }
        add(rest)
    }

    /// Takes a last line without a line feed.
    package mutating func finish() {
        endLine()
    }

    /// The message that is next; nil where none waits.
    package mutating func next() -> Message? {
        guard !waiting.isEmpty else { return nil }
        let message = waiting.removeFirst()
        isCancelled = false
        if case .request(let request) = message { current = request.id } else { current = nil }
        return message
    }

    private mutating func add(_ bytes: Slice<UnsafeRawBufferPointer>) {
        guard !isPassing else { return }
        line += bytes
        guard line.count > Self.longestLine else { return }
        isPassing = true
        line = []
    }

    private mutating func endLine() {
        defer {
            line.removeAll(keepingCapacity: line.capacity < 1 << 16)
            isPassing = false
        }
        guard !isPassing else {
            let most = Self.longestLine
            waiting.append(.faulty(nil, .invalidRequest("a message has at most \(most) bytes")))
            return
        }
        if line.last == 0x0D { line.removeLast() }
        guard !line.isEmpty else { return }
        let message = line.withUnsafeBytes { Message($0) }
        if case .cancellation(let id) = message { cancel(id) } else { waiting.append(message) }
    }

    private mutating func cancel(_ id: RequestID) {
        if id == current { isCancelled = true }
        waiting.removeAll { message in
            if case .request(let request) = message { request.id == id } else { false }
        }
    }
}
