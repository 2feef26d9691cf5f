import Foundation
import Testing

/// A shell that runs one command after the other, as a person at a terminal does.
final class ShellSession {
    /// Where its commands are.
    private static let path = [
        Program.binary.deletingLastPathComponent().path,
        Program.root.appendingPathComponent(".build-venv/bin").path,
        "/usr/bin", "/bin",
    ]

    // The status of a command is what `$?` is in the next one.
    private static let script = """
        exec 2>&1
        while IFS= read -r -d '' command; do
          (exit "$status"); eval "$command" </dev/null; status=$?; printf '\\0'
        done
        """

    /// How long a command may be silent before the session ends, in milliseconds.
    private static let patience: Int32 = 120_000

    private let process = Process()
    private let commands = Pipe()
    private let output = Pipe()
    private var unread = Data()

    /// Starts a shell whose home is a folder.
    init(in folder: URL, language: String) throws {
        process.executableURL = URL(fileURLWithPath: Tool.bash.path)
        process.arguments = ["-c", Self.script]
        process.currentDirectoryURL = folder
        process.environment = [
            "HOME": folder.path, "PATH": Self.path.joined(separator: ":"), "KB_LANG": language,
            "COLUMNS": "80",
            "KB_AUTHOR": "", "TZ": "UTC", "LC_ALL": "C.UTF-8", "status": "0",
        ]
        process.standardInput = commands
        process.standardOutput = output
        try process.runUnblocked()
    }

    deinit {
        try? commands.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Runs a command.
    ///
    /// - Returns: What it printed on both channels, without line feeds at the end.
    func run(_ command: String) throws -> String {
        try commands.fileHandleForWriting.write(contentsOf: Data((command + "\0").utf8))
        while true {
            if let end = unread.firstIndex(of: 0) {
                let text = String(decoding: unread[..<end], as: UTF8.self)
                unread = Data(unread[unread.index(after: end)...])
                return String(text.reversed().drop { $0 == "\n" }.reversed())
            }
            var ready = pollfd(
                fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
            let isReady = poll(&ready, 1, Self.patience) > 0
            if !isReady { process.terminate() }
            let data = isReady ? output.fileHandleForReading.availableData : Data()
            try #require(!data.isEmpty, "the shell ended, or was ended, at: \(command)")
            unread += data
        }
    }

    /// A tool that a command names and this machine lacks.
    static func missingTool(in command: String) -> String? {
        let words = Set(command.split { $0.isWhitespace || $0 == "|" }.map(String.init))
        return ["sqlite3", "sqlite-utils", "datasette", "python3"].first { tool in
            words.contains(tool)
                && !path.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
        }
    }
}
