import Glibc
import KBCore
import KBPresentation

/// Tells on a terminal how far an import has come, once it takes long enough to wonder.
final class ImportProgress {
    private let name: String
    private let isShown: Bool
    private let start = ImportProgress.now()
    private var last = 0.0
    private var entries = 0
    private var share = 0.0

    init(_ path: String) {
        name = TerminalText.escaped(
            String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]),
            keepingNewlines: false)
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
            guard isShown, Self.now() - start > 1 else { return }
            last = Self.now()
            Output.status(message(zh: "\(name) 已读完，正在写索引", en: "\(name) is read, writing the indexes"))
        case .copied(let path):
            finish()
            Output.note(CodeText.oneLine(BackupText.beforeImport(path)))
        }
    }

    /// Clears the line.
    func finish() {
        if last > 0 { Output.status("") }
        last = 0
    }

    private func show() {
        let now = Self.now()
        guard isShown, now - start > 1, now - last > 0.25 else { return }
        last = now
        // Looking at the encoding is a small part of the work.
        guard entries > 0, share > 0.01 else {
            return Output.status(message(zh: "读取 \(name)", en: "reading \(name)"))
        }
        let rate = Double(entries) / (now - start)
        let left = Int(((now - start) * (1 - share) / share).rounded(.up))
        let percent = Int(share * 100)
        Output.status(
            message(
                zh: "\(name) \(percent)%，已读 \(entries) 条，每秒 \(Int(rate)) 条，还需约 \(left) 秒",
                en: "\(name) \(percent)%, \(entries) entries, \(Int(rate)) a second, about \(left) s left"))
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
