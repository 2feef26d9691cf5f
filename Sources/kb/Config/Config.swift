import Glibc
import KBPresentation
import TOMLKit

/// The settings of the user's file, `$XDG_CONFIG_HOME/kb/config.toml`.
///
/// What is wrong with the file is kept as facts: words for them need a language, which the file may choose.
struct Config: Sendable {
    /// A value and where in the file it stands.
    struct Entry<Value: Sendable>: Sendable {
        var value: Value
        /// From 1; 0 where the line was not found.
        var line: Int
    }

    /// The path of the knowledge base, ready to be opened.
    private(set) var database: Entry<String>?
    private(set) var author: Entry<String>?
    private(set) var language: Entry<Language>?
    private(set) var color: Entry<Terminal.Coloring>?
    private(set) var limit: Entry<Int>?

    /// What is wrong, from the beginning of the file to its end.
    private(set) var faults: [ConfigFault] = []

    /// Where the file is; nil where there is no home.
    static let path = Environment.folder("XDG_CONFIG_HOME", inHome: ".config").map { $0 + "/kb/config.toml" }

    /// The user's file, which is read once; without one, opening it is all that is done.
    static let current = path.map(read) ?? Config()

    private init() {}

    private static func read(_ path: String) -> Config {
        let file = ConfigFile(path)
        do {
            return try file.read().map { Config($0, folder: file.folder) } ?? Config()
        } catch {
            var config = Config()
            config.faults = [error]
            return config
        }
    }

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: What the file says.
    ///   - folder: The folder that it is in, which a path may be relative to.
    init(_ text: String, folder: String) {
        let lines = ConfigLines(text)
        let table: TOMLTable
        do {
            // What follows a NUL would not be seen.
            if let line = lines.firstWithNUL {
                throw ConfigFault.syntax(line: line, column: 1, reason: "NUL")
            }
            table = try TOMLTable(string: text)
        } catch {
            faults = [ConfigFault(parsing: error)]
            // That is to be told in the user's language.
            if let line = lines.number(of: ConfigKey.language.rawValue),
                let table = try? TOMLTable(string: lines.text(of: line))
            {
                _ = take(table, lines, folder)
            }
            return
        }
        faults = take(table, lines, folder).sorted { $0.line < $1.line }
    }

    /// Takes what a table says, and returns what is wrong with it.
    private mutating func take(_ table: TOMLTable, _ lines: ConfigLines, _ folder: String) -> [ConfigFault] {
        var faults: [ConfigFault] = []
        for (name, value) in table {
            let line = lines.number(of: name) ?? 0
            guard let key = ConfigKey(rawValue: name) else {
                faults.append(.unknownKey(name, line: line))
                continue
            }
            guard take(value, for: key, line, folder) else {
                faults.append(.wrongValue(key, line: line))
                continue
            }
        }
        return faults
    }

    /// Takes a value; false where it will not do.
    private mutating func take(
        _ value: any TOMLValueConvertible, for key: ConfigKey, _ line: Int, _ folder: String
    ) -> Bool {
        switch key {
        case .database:
            database = value.string.flatMap { Self.path($0, in: folder) }.map { Entry(value: $0, line: line) }
            return database != nil
        case .author:
            author = value.string.map { Entry(value: $0, line: line) }
            return author != nil
        case .language:
            language = value.string.flatMap(Language.init).map { Entry(value: $0, line: line) }
            return language != nil
        case .color:
            color = value.string.flatMap(Terminal.Coloring.init).map { Entry(value: $0, line: line) }
            return color != nil
        case .limit:
            limit = value.int.flatMap { QueryCommand.limits.contains($0) ? $0 : nil }
                .map { Entry(value: $0, line: line) }
            return limit != nil
        }
    }

    /// The path of a file that is named in `folder`; nil for an empty name.
    private static func path(_ name: String, in folder: String) -> String? {
        if name.isEmpty { return nil }
        if name.hasPrefix("~/") { return Environment.variable("HOME").map { $0 + name.dropFirst() } }
        return name.hasPrefix("/") ? name : folder + "/" + name
    }

    /// Refuses to go on with a file that is wrong.
    func check() throws(BadConfig) {
        if let path = Self.path, !faults.isEmpty { throw BadConfig(path: path, faults: faults) }
    }
}
