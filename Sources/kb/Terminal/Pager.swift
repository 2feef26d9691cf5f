import Glibc
import KBInput
import KBPresentation

/// Output for people, which goes through a pager once it is longer than the screen.
///
/// Until then nothing is written and no process is started.
final class Pager {
    private let terminal: Terminal
    /// What nobody may have read yet; nil once the pager has read from its pipe, and so works.
    private var held: String? = ""
    private var lines = 0
    private var running: (process: ChildProcess, pipe: Int32)?
    private var isPlain: Bool

    /// A pipe's capacity (pipe(7)): when more has been written, some has been read.
    private static let capacity = 1 << 16

    private init(_ terminal: Terminal) {
        self.terminal = terminal
        isPlain = terminal.pager == nil || terminal.height == nil
    }

    /// Prints what `body` writes, and comes back when the person has seen it.
    ///
    /// Where the terminal has no pager, each piece is written at once.
    ///
    /// - Throws: ``OutputError``, with a closed pipe when the person has left the pager early; what `body` throws, once
    ///   what it has written until then is shown.
    static func show(on terminal: Terminal, _ body: (Pager) throws -> Void) throws {
        let pager = Pager(terminal)
        do {
            try body(pager)
        } catch {
            try? pager.finish()
            throw error
        }
        try pager.finish()
    }

    /// Prints lines; that the person leaves the pager before their end is no error.
    static func show(_ lines: [String], on terminal: Terminal) throws {
        // The generic types of `joined()` take a process 0.1 ms at their first use, which is a thirtieth of a query.
        let text = lines.dropFirst().reduce(into: lines.first ?? "") { text, line in
            text += "\n"
            text += line
        }
        try show(text, on: terminal)
    }

    /// Prints a text; that the person leaves the pager before its end is no error.
    static func show(_ text: String, on terminal: Terminal) throws {
        guard terminal.pager != nil else { return try Output.write(text) }
        do {
            try show(on: terminal) { try $0.write(text) }
        } catch let error as OutputError where error.isClosedPipe {}
    }

    /// Prints a text and a line feed.
    func write(_ text: String) throws(OutputError) {
        guard !isPlain else { return try Output.write(text) }
        let text = text + "\n"
        held? += text
        if let running { return try send(text, to: running.pipe) }
        lines += text.utf8.count { $0 == UInt8(ascii: "\n") }
        // The last line of the screen is the prompt's.
        guard lines >= terminal.height ?? .max else { return }
        if let pipe = start() { try send(held ?? "", to: pipe) } else { try writePlain() }
    }

    private func send(_ text: String, to pipe: Int32) throws(OutputError) {
        do {
            try Output.send(text, to: pipe)
            if let held, held.utf8.count > Self.capacity { self.held = nil }
        } catch {
            // The pager is gone: it has failed, or the person has seen enough.
            try finish()
            guard isPlain else { throw error }
        }
    }

    /// Starts the pager; nil when that cannot be done.
    private func start() -> Int32? {
        guard let words = terminal.pager else { return nil }
        // As git has it: leave at once where the text fits the screen, pass colours on, leave the text on the screen.
        setenv("LESS", "FRX", 0)
        // Less would show Chinese as bytes under LANG=C.
        setenv("LESSCHARSET", "utf-8", 0)
        guard let channel = Channel() else { return nil }
        // Ctrl-C is for the pager: kb stays until it is done.
        Interruption.watch([SIGINT, SIGQUIT])
        let process = ChildProcess(words, input: channel.reading)
        close(channel.reading)
        guard let process else {
            close(channel.writing)
            Interruption.unwatch()
            return nil
        }
        running = (process, channel.writing)
        return channel.writing
    }

    /// Waits for the pager; what it has failed to show, and what never filled the screen, is written as it is.
    private func finish() throws(OutputError) {
        guard let running else { return try writePlain() }
        self.running = nil
        close(running.pipe)
        let hasFailed = running.process.wait() != 0 && Interruption.received == nil
        Interruption.unwatch()
        if hasFailed { try writePlain() } else { held = nil }
    }

    private func writePlain() throws(OutputError) {
        isPlain = true
        guard let text = held, !text.isEmpty else { return }
        held = nil
        try Output.send(text, to: STDOUT_FILENO)
    }
}
