import ArgumentParser
import KBCore
import KBPresentation
import KBText

/// A program that starts `kb mcp`, and how it wants to be told.
enum AssistantClient: String, CaseIterable, ExpressibleByArgument {
    case claude, vscode, cursor, zed

    /// What stands in its configuration.
    func configuration(arguments: [String]) -> JSONValue {
        // Programs of a desktop do not have the path of a shell.
        let program = FileAccess.resolved("/proc/self/exe") ?? "kb"
        let server: [(String, JSONValue)] = [("command", .string(program)), ("args", .strings(arguments))]
        return switch self {
        case .claude, .cursor: .object([("mcpServers", .object([("kb", .object(server))]))])
        case .vscode:
            .object([("servers", .object([("kb", .object([("type", .string("stdio"))] + server))]))])
        case .zed: .object([("context_servers", .object([("kb", .object(server + [("env", .object([]))]))]))])
        }
    }

    /// Where that is.
    var place: String {
        switch self {
        case .claude:
            message(
                zh: "放进项目里的 .mcp.json（Claude Code），或 claude_desktop_config.json（Claude Desktop）",
                en:
                    "it goes into .mcp.json of a project (Claude Code) or claude_desktop_config.json (Claude Desktop)"
            )
        case .vscode: message(zh: "放进项目里的 .vscode/mcp.json", en: "it goes into .vscode/mcp.json of a project")
        case .cursor:
            message(
                zh: "放进 ~/.cursor/mcp.json 或项目里的 .cursor/mcp.json",
                en: "it goes into ~/.cursor/mcp.json or .cursor/mcp.json of a project")
        case .zed:
            message(zh: "放进 ~/.config/zed/settings.json", en: "it goes into ~/.config/zed/settings.json")
        }
    }
}
