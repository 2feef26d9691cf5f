import ArgumentParser
import Foundation

/// What ArgumentParser knows about a command, as `--experimental-dump-help` prints it.
///
/// The library has the same type, but no product to import it from.
struct CommandInfo: Decodable {
    /// A name of an option: `short` or `long`.
    struct Name: Decodable {
        var kind: String
        var name: String

        /// The name as it is typed.
        var text: String { (kind == "long" ? "--" : "-") + name }
    }

    /// An argument, an option or a flag.
    struct Argument: Decodable {
        var kind: String
        var shouldDisplay: Bool
        var isOptional: Bool
        var isRepeating: Bool
        var names: [Name]?
        var valueName: String?
        var defaultValue: String?
        var allValues: [String]?
        var abstract: String?
        var completionKind: Completion?

        /// How its values are completed, of which it matters here only whether they are.
        struct Completion: Decodable {}
    }

    var shouldDisplay: Bool
    var commandName: String
    var abstract: String?
    var discussion: String?
    var defaultSubcommand: String?
    var subcommands: [CommandInfo]?
    var arguments: [Argument]?

    /// Reads what is known about a command and all that are under it.
    init(_ command: any ParsableCommand.Type) throws {
        struct Tool: Decodable { var command: CommandInfo }
        self = try JSONDecoder().decode(Tool.self, from: Data(command._dumpHelp().utf8)).command
    }
}
