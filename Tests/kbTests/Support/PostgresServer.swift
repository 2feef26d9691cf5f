import Foundation
import Testing

/// A server of PostgreSQL in a test's folder, reached by a socket there; it ends with the test.
final class PostgresServer {
    private static let programs = (11...30).reversed().map { "/usr/lib/postgresql/\($0)/bin" }.first {
        FileManager.default.isExecutableFile(atPath: $0 + "/initdb")
    }

    /// Whether this machine has what the tests need.
    static var exists: Bool {
        programs != nil && FileManager.default.isExecutableFile(atPath: helper.path)
    }

    /// The program that speaks to it.
    static let helper = Program.built.appendingPathComponent("kb-remote-postgres")

    private let program: Program
    private let folder: URL
    private var running: Program.Started?

    /// Starts a server with the roles `li` and `wang`, who are members, and `eve`, who is none.
    init(in program: Program) throws {
        self.program = program
        folder = program.folder.appendingPathComponent("pg")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        if geteuid() == 0 { try program.require("/usr/bin/chown", ["postgres", folder.path]) }
        let words = Self.command(
            "initdb",
            ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        try program.require(words[0], Array(words.dropFirst()))
        try start()
        try sync("init-postgres", url("postgres"))
        try psql("postgres", "CREATE ROLE li LOGIN; CREATE ROLE wang LOGIN; CREATE ROLE eve LOGIN")
        try psql("postgres", "GRANT kb_member TO li, wang")
    }

    deinit { stop() }

    private var data: String { folder.appendingPathComponent("data").path }

    /// The address for a role.
    func url(_ role: String) -> String { "postgres://\(role)@/postgres?host=\(folder.path)" }

    /// Starts the server in the foreground: `Process` waits for whatever a program leaves behind it.
    func start() throws {
        let words = Self.command(
            "postgres", ["-D", data, "-k", folder.path, "-c", "listen_addresses=", "-c", "fsync=off"])
        running = try program.start(tool: words[0], Array(words.dropFirst()))
        for _ in 0..<600 {
            if try psql("postgres", "SELECT 1").status == 0 { return }
            usleep(50_000)
        }
        Issue.record("PostgreSQL does not start")
    }

    /// Ends the server at once, as a crash does.
    func stop() {
        running?.send(SIGQUIT)
        _ = running?.finish()
        running = nil
    }

    /// Runs `kb sync` with the program that speaks to the server.
    @discardableResult
    func sync(_ words: String..., in database: String = "kb.db") throws -> Program.Run {
        let run = try program.run(
            ["sync"] + words, environment: ["KB_LIBEXEC": Program.built.path, "KB_DB": database])
        return run
    }

    /// Runs statements as a role; what they print, and `ERROR` where one is refused.
    @discardableResult
    func psql(_ role: String, _ statements: String) throws -> Program.Run {
        try program.tool(
            "/usr/bin/psql",
            [
                "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-h", folder.path, "-U", role, "-d",
                "postgres",
            ],
            input: statements)
    }

    /// Asks the program questions as kb does, and gives its answers.
    func ask(_ role: String, _ questions: String...) throws -> [[String: Any]] {
        let hello = #"{"format":1,"hello":{"url":"\#(url(role))"}}"#
        let run = try program.tool(
            Self.helper.path, [], input: ([hello] + questions).map { $0 + "\n" }.joined())
        return try run.lines.dropFirst().map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    private static func command(_ name: String, _ arguments: [String]) -> [String] {
        let command = ["\(programs ?? "")/\(name)"] + arguments
        // PostgreSQL does not run as root.
        return geteuid() == 0
            ? ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] + command
            : command
    }
}

extension Program {
    /// Runs a program that has to succeed.
    fileprivate func require(_ path: String, _ arguments: [String]) throws {
        let run = try tool(path, arguments)
        try #require(run.status == 0, "\(path) \(arguments): \(run.output)\(run.errors)")
    }
}
