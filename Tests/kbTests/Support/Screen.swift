import Foundation
import Testing

/// The program on a terminal, which tmux makes: its keys and what it shows.
final class Screen {
    private let program: Program
    private let socket: URL
    private let server: Program.Started

    /// Starts a command of a shell, in which `kb` is the program.
    ///
    /// When it has ended, the screen says `left` and its exit status.
    ///
    /// - Parameters:
    ///   - program: The folder to work in.
    ///   - command: The command.
    ///   - columns: The width; the height is 24.
    ///   - environment: What comes on top of the program's usual one.
    /// - Throws: What tmux says, where it does not start.
    init(
        _ program: Program, _ command: String, columns: Int = 80, environment: [String: String] = [:]
    ) throws {
        self.program = program
        let kb = program.folder.appendingPathComponent("bin/kb")
        if !FileManager.default.fileExists(atPath: kb.path) {
            try FileManager.default.createDirectory(
                at: kb.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(at: kb, withDestinationURL: Program.binary)
        }
        let path = kb.deletingLastPathComponent().path + ":/usr/bin:/bin"
        socket = program.folder.appendingPathComponent("tmux-\(UUID().uuidString.prefix(8))")
        // A server that went into the background would keep open what tells of its end.
        server = try program.start(
            tool: Tool.tmux.path, ["-u", "-S", socket.path, "-f", "/dev/null", "-D"],
            // The width is the terminal's.
            environment: environment.merging(["COLUMNS": ""]) { $1 })
        // tmux gives it the path of whoever asks for the session. Ctrl-C is for the program, as at a prompt.
        let script = "PATH='\(path)'\nexport PATH\ntrap : INT\n\(command)\necho left $?\nexec sleep 1000"
        while !FileManager.default.fileExists(atPath: socket.path) { usleep(10_000) }
        try tmux("new-session", "-d", "-x", "\(columns)", "-y", "24", "/bin/sh", "-c", script)
    }

    deinit {
        _ = try? tmux("kill-server")
        _ = server.finish()
    }

    /// Types a text.
    func type(_ text: String) throws {
        try tmux("send-keys", "-l", "--", text)
    }

    /// Presses keys, such as `Enter`, `C-y` or `M-n`.
    func press(_ keys: String...) throws {
        try tmux(["send-keys"] + keys)
    }

    /// What is on the screen, a line each.
    func lines() throws -> [String] {
        try tmux("capture-pane", "-p").split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// Waits until all these texts are on the screen.
    ///
    /// - Returns: The lines of the screen then.
    @discardableResult
    func wait(for texts: String...) throws -> [String] {
        try wait(for: texts)
    }

    /// Waits until all these texts are on the screen.
    @discardableResult
    func wait(for texts: [String]) throws -> [String] {
        let end = Date(timeIntervalSinceNow: 600)
        while true {
            let lines = try lines()
            let screen = lines.joined(separator: "\n")
            if texts.allSatisfy(screen.contains) { return lines }
            guard Date() < end else {
                Issue.record("\(texts) did not come:\n\(screen)")
                throw CancellationError()
            }
            usleep(50_000)
        }
    }

    /// What the clipboard of tmux has.
    func clipboard() throws -> String {
        try tmux("show-buffer")
    }

    /// Runs a command of tmux.
    @discardableResult
    func tmux(_ arguments: String...) throws -> String {
        try tmux(arguments)
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let run = try program.tool(Tool.tmux.path, ["-u", "-S", socket.path] + arguments)
        try #require(run.status == 0, "tmux \(arguments): \(run.errors)")
        return run.output
    }
}
