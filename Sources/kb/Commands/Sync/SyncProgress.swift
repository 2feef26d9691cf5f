import Glibc
import KBPresentation

/// Tells on a terminal how far a transfer has come, once it takes long enough to wonder.
final class SyncProgress {
    private let name: String
    private let isShown = isatty(STDERR_FILENO) == 1
    private let start = ContinuousClock.now
    private var isOnScreen = false

    init(_ name: String) {
        self.name = name
    }

    /// Notes how far it has come.
    func note(_ done: Int, of all: Int) {
        guard isShown, start.duration(to: .now) > .seconds(1) else { return }
        isOnScreen = true
        Output.status(ProgressText.transferring(name, done, of: all))
    }

    /// Clears the line.
    func finish() {
        if isOnScreen { Output.status("") }
        isOnScreen = false
    }
}
