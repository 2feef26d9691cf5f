import Foundation

@testable import kb

/// All commands of the program, as it describes them itself.
struct CommandTree {
    /// A command, and the names that lead to it.
    struct Node {
        var path: [String]
        var info: CommandInfo

        /// The words that follow `kb`.
        var arguments: [String] { Array(path.dropFirst()) }
        /// The page of the command.
        var page: CommandPage { CommandPage(info, under: path.dropLast()) }
    }

    let nodes: [Node]

    /// Asks the program.
    init(_ program: Program, language: String) throws {
        struct Tool: Decodable { var command: CommandInfo }
        let run = try program.run("--experimental-dump-help", environment: ["KB_LANG": language])
        let root = try JSONDecoder().decode(Tool.self, from: Data(run.output.utf8)).command
        nodes = Self.nodes(root, under: [])
    }

    private static func nodes(_ info: CommandInfo, under parents: [String]) -> [Node] {
        let path = parents + [info.commandName]
        // ArgumentParser's own command.
        let own = (info.subcommands ?? []).filter { $0.commandName != "help" }
        return [Node(path: path, info: info)] + own.flatMap { nodes($0, under: path) }
    }
}
