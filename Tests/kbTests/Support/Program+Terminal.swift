import Foundation

extension Program {
    /// A size of a terminal.
    struct Size {
        var columns = 80
        var rows = 24
    }

    /// Runs `kb` on a terminal that script(1) makes; errors are part of the output.
    func runOnTerminal(
        _ arguments: [String], size: Size = Size(), environment: [String: String] = [:]
    ) throws -> Run {
        let variables = ["TERM": "xterm-256color"].merging(environment) { $1 }
        let settings = variables.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
        let words = (["env", "-u", "COLUMNS"] + settings + [Self.binary.path] + arguments).map { "'\($0)'" }
        let command = "stty rows \(size.rows) cols \(size.columns); exec \(words.joined(separator: " "))"
        var run = try tool("/usr/bin/script", ["-qefc", command, "/dev/null"])
        run.output.replace("\r\n", with: "\n")
        return run
    }

    /// A pager that keeps what it is given, and what it is told, in the folder; it fails after that if `status` says so.
    func recordingPager(status: Int = 0) throws -> String {
        try write("#!/bin/sh\nenv > pager.env\ncat > paged\nexit \(status)\n", to: "pager")
        let path = folder.appendingPathComponent("pager").path
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    /// Runs `kb` with standard output into a pipe that nobody reads any more.
    func runIntoClosedPipe(_ arguments: [String]) throws -> Run {
        // The shell opens the writing end, which a reader must allow, and the reader goes before kb begins.
        let words = ([Self.binary.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        let script = "mkfifo p && { : < p & exec 3> p; wait; \(words) >&3; }"
        defer { try? FileManager.default.removeItem(at: folder.appendingPathComponent("p")) }
        return try tool("/bin/sh", ["-c", script])
    }

    /// What the recording pager was given; nil when it was not started.
    ///
    /// The next run starts afresh.
    func paged() throws -> String? {
        let file = folder.appendingPathComponent("paged")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        defer { try? FileManager.default.removeItem(at: file) }
        return try String(contentsOf: file, encoding: .utf8)
    }
}

extension String {
    /// The text as it is read on a terminal.
    var withoutEscapes: String { replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "") }
}
