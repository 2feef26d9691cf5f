import TestSupport
import Testing

@testable import KBAssistant

@Suite("messages that wait")
struct MessageQueueTests {
    private func request(_ id: String) -> String { #"{"jsonrpc":"2.0","id":\#(id),"method":"ping"}"# + "\n" }
    private func cancellation(_ id: String) -> String {
        #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(id)}}"# + "\n"
    }

    private func ids(_ queue: inout MessageQueue) -> [RequestID] {
        var ids: [RequestID] = []
        while let message = queue.next() {
            if case .request(let request) = message { ids.append(request.id) }
        }
        return ids
    }

    @Test("messages are whole whatever pieces they come in, and keep their order")
    func pieces() {
        let text = request("1") + "\r\n\n" + request("\"1\"") + request("-3").dropLast()
        for size in 1...text.utf8.count {
            var queue = MessageQueue()
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                bytes[start..<min(bytes.count, start + size)].withUnsafeBytes { queue.take($0) }
            }
            queue.finish()
            #expect(ids(&queue) == [.number(1), .text("1"), .number(-3)])
        }
    }

    @Test("a request that is cancelled is not answered, whether it waits or is being answered")
    func cancelled() {
        var queue = MessageQueue()
        Array((request("1") + request("2") + request("3") + cancellation("2")).utf8).withUnsafeBytes {
            queue.take($0)
        }
        _ = queue.next()
        #expect(!queue.isCancelled)
        Array((cancellation("9") + cancellation("\"1\"")).utf8).withUnsafeBytes { queue.take($0) }
        #expect(!queue.isCancelled)
        Array(cancellation("1").utf8).withUnsafeBytes { queue.take($0) }
        #expect(queue.isCancelled)
        #expect(ids(&queue) == [.number(3)] && !queue.isCancelled)
    }

    @Test("a line that is too long is refused as one, and the next is read")
    func long() {
        var queue = MessageQueue()
        let bytes =
            [UInt8](repeating: 0x20, count: MessageQueue.longestLine + 9) + Array(("\n" + request("1")).utf8)
        bytes.withUnsafeBytes { queue.take($0) }
        guard case .faulty(nil, let error) = queue.next() else {
            Issue.record("a line that is too long was taken")
            return
        }
        #expect(error.code == -32600)
        #expect(ids(&queue) == [.number(1)])
    }
}
