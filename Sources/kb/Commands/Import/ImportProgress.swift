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
    private var firstPass = true
    private var share = 0.0

    init(_ file: SourceFile) {
        name = TerminalText.escaped(file.name, keepingNewlines: false)
        isShown = isatty(STDERR_FILENO) == 1
    }

    /// Notes that an entry has been read.
    func count() {
        firstPass = false
        entries += 1
        if entries % 1000 == 0 { show() }
    }

    /// Notes how much of the document has been read.
    func report(_ share: Double) {
        self.share = share
        show()
    }

    /// Notes that all entries have been read: what is left are the indexes.
    func readAll() {
        guard isShown, Self.now() - start > 1 else { return }
        last = Self.now()
        Output.status(message(zh: "\(name) 已读完，正在写索引", en: "\(name) is read, writing the indexes"))
    }

    /// Clears the line.
    func finish() {
        if last > 0 { Output.status("") }
    }

    private func show() {
        let now = Self.now()
        guard isShown, now - start > 1, now - last > 0.25 else { return }
        last = now
        // Looking at the encoding is a small part of the work.
        guard !firstPass, share > 0.01 else {
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
