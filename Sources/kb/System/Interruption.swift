import Glibc
import Synchronization

/// SIGINT and SIGTERM while a command writes: it ends in order, and nothing is half done.
enum Interruption {
    private static let number = Atomic<Int32>(0)

    /// The signal that has come; nil when none has.
    static var received: Int32? {
        let number = number.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// From now on these signals are noted and do not end the process by themselves.
    static func watch(_ signals: [Int32] = [SIGINT, SIGTERM]) {
        // What a handler uses is made beforehand.
        _ = received
        for number in signals {
            signal(number) { Interruption.number.store($0, ordering: .relaxed) }
        }
    }

    /// From now on signals end the process again.
    static func unwatch() {
        for number in [SIGINT, SIGTERM, SIGQUIT] { signal(number, SIG_DFL) }
        number.store(0, ordering: .relaxed)
    }

    /// Stops a command whose signal has come.
    static func check() throws {
        if let received { throw Interrupted(signal: received) }
    }
}
