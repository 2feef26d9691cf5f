import Foundation
import GRDB
import KBCore

/// Runs the program as a user does, in a folder of its own and with nothing of the user's environment.
final class NoteCommandRunner {
    /// What a run printed, and its exit status.
    struct Result {
        var output: String
        var errors: String
        var status: Int32

        /// The lines of the output.
        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    let folder: URL
    var database: String { folder.appendingPathComponent("kb.db").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kb-note-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let store = try Store(path: database, access: .creating)
        try store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO codes (book, code, name, description, position) VALUES
                      ('http', '404', 'Not Found', '请求失败，请求所希望得到的资源未被在服务器上发现。', 1),
                      ('http', '500', 'Internal Server Error', '服务器错误', 2),
                      ('sip', '404', 'Not Found', '', 1)
                    """)
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs the program with standard input and output on files that are no terminals.
    @discardableResult
    func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> Result
    {
        try run(try Self.program(), arguments, input: input, environment: environment)
    }

    /// Runs the program on a terminal that script(1) makes; errors are part of the output.
    func runOnTerminal(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
        let command = ([try Self.program().path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return try run(
            URL(fileURLWithPath: "/usr/bin/script"), ["-qec", command, "/dev/null"], environment: environment)
    }

    private func run(
        _ program: URL, _ arguments: [String], input: String = "", environment: [String: String]
    ) throws -> Result {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let fixed = [
            "HOME": folder.path, "KB_DB": database, "KB_LANG": "en", "COLUMNS": "60", "TZ": "UTC",
            "PATH": "/usr/bin:/bin", "TMPDIR": folder.path,
        ]
        process.environment = fixed.merging(environment) { $1 }
        let inputFile = folder.appendingPathComponent("input-\(UUID().uuidString)")
        try Data(input.utf8).write(to: inputFile)
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Both pipes are emptied while the program runs: a full one would stop it.
        let (first, second) = (Drain(output), Drain(errors))
        process.waitUntilExit()
        return Result(output: first.text(), errors: second.text(), status: process.terminationStatus)
    }

    /// Runs SQL as another program does.
    func execute(_ sql: String) throws {
        try DatabaseQueue(path: database).write { try $0.execute(sql: sql) }
    }

    /// The short ID of the only note there is, or of the last of several.
    func lastID() throws -> String {
        let id = try DatabaseQueue(path: database).read {
            try String.fetchOne($0, sql: "SELECT substr(note, 1, 8) FROM notes ORDER BY id DESC")
        }
        return id ?? ""
    }

    /// Reads a pipe to its end on a thread of its own.
    private final class Drain: @unchecked Sendable {
        private var data = Data()
        private let done = DispatchSemaphore(value: 0)

        init(_ pipe: Pipe) {
            let file = pipe.fileHandleForReading
            Thread.detachNewThread {
                self.data = file.readDataToEndOfFile()
                self.done.signal()
            }
        }

        func text() -> String {
            done.wait()
            return String(decoding: data, as: UTF8.self)
        }
    }

    private struct NoProgram: Error {}

    /// The program that was built with the tests: it stands beside their bundle.
    private static func program() throws -> URL {
        let places = [CommandLine.arguments[0], "/proc/self/exe"] + CommandLine.arguments.dropFirst()
        for place in places where place.contains("/") {
            var url = URL(fileURLWithPath: place).resolvingSymlinksInPath()
            for _ in 0..<4 {
                url.deleteLastPathComponent()
                let program = url.appendingPathComponent("kb")
                if FileManager.default.isExecutableFile(atPath: program.path), !program.hasDirectoryPath {
                    return program
                }
            }
        }
        throw NoProgram()
    }
}
