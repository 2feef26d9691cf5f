import Foundation

/// Runs a closure on so many threads at once, and waits until all have ended.
///
/// Dispatch starts no more threads than there are cores at leisure; where the closures wait for one another, each needs
/// one of its own.
public func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let ended = DispatchSemaphore(value: 0)
    for index in 0..<count {
        Thread {
            body(index)
            ended.signal()
        }.start()
    }
    for _ in 0..<count { ended.wait() }
}
