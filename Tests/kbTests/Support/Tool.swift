import Foundation
import Testing

/// Another program that opens knowledge bases.
struct Tool {
    static let sqlite3 = Tool(path: "/usr/bin/sqlite3")
    /// Installed by `make test`.
    static let sqliteUtils = Tool(
        path: Program.root.appendingPathComponent(".build-venv/bin/sqlite-utils").path)
    /// Installed by `make test`.
    static let datasette = Tool(path: Program.root.appendingPathComponent(".build-venv/bin/datasette").path)
    static let bash = Tool(path: "/bin/bash")
    static let zsh = Tool(path: "/usr/bin/zsh")
    static let fish = Tool(path: "/usr/bin/fish")
    static let man = Tool(path: "/usr/bin/man")
    static let tmux = Tool(path: "/usr/bin/tmux")
    static let fzf = Tool(path: "/usr/bin/fzf")
    static let mandoc = Tool(path: "/usr/bin/mandoc")

    let path: String

    /// Whether the program is there; its tests are left out where it is not.
    var exists: Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// Runs the program and expects that it succeeds.
    @discardableResult
    func run(in program: Program, _ arguments: [String], input: String = "") throws -> String {
        let run = try program.tool(path, arguments, input: input)
        try #require(run.status == 0, "\(path) \(arguments): \(run.errors)")
        return run.output
    }
}
