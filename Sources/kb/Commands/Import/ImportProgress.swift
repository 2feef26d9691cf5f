import Glibc
import KBCore
import KBPresentation

/// Tells on a terminal how far an import has come, once it takes long enough to wonder.
final class ImportProgress {
    private let name: String
    private let isShown: Bool
    private let start = ContinuousClock.now
    private var last: ContinuousClock.Instant?
    private var entries = 0
    private var share = 0.0

    init(_ path: String) {
        name = CodeText.oneLine(FileAccess.name(of: path))
        isShown = isatty(STDERR_FILENO) == 1
    }

    /// Notes how far the import has come.
    func note(_ progress: ImportJob.Progress) {
        switch progress {
        case .reading(let entries, let share):
            self.entries = entries
            self.share = share
            show()
        case .indexing:
            guard isShown, start.duration(to: .now) > .seconds(1) else { return }
            last = .now
            Output.status(ProgressText.indexing(name))
        case .copied(let path):
            finish()
            Output.note(CodeText.oneLine(BackupText.beforeImport(path)))
        }
    }

    /// Clears the line.
    func finish() {
        if last != nil { Output.status("") }
        last = nil
    }

    private func show() {
        let now = ContinuousClock.now
        guard isShown, now - start > .seconds(1), last.map({ now - $0 > .milliseconds(250) }) ?? true else {
            return
        }
        last = now
        // Looking at the encoding is a small part of the work.
        guard entries > 0, share > 0.01 else {
            return Output.status(ProgressText.begun(name))
        }
        let seconds = (now - start) / .seconds(1)
        Output.status(ProgressText.reading(name, entries, share: share, seconds: seconds))
    }
}
