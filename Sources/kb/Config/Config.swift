import KBPresentation

/// The settings of the user's file, `$XDG_CONFIG_HOME/kb/config.toml`.
///
/// What is wrong with the file is kept as facts: words for them need a language, which the file may choose.
struct Config: Sendable {
    /// A value and where in the file it stands.
    struct Entry<Value: Sendable>: Sendable {
        var value: Value
        /// From 1.
        var line: Int
    }

    /// The path of the knowledge base, ready to be opened.
    private(set) var database: Entry<String>?
    private(set) var author: Entry<String>?
    private(set) var language: Entry<Language>?
    private(set) var color: Entry<Terminal.Coloring>?
    private(set) var limit: Entry<Int>?
    /// Whose editions of books are imported without a question, with commas.
    private(set) var editions: Entry<String>?

    /// What is wrong, from the beginning of the file to its end.
    private(set) var faults: [ConfigFault] = []
    /// Whether nothing is wrong but settings that this kb does not know: a newer one may, which uses the same file.
    var isUsable: Bool { faults.allSatisfy(\.isUnknown) }

    /// The settings of no file.
    init() {}

    /// Reads a file; where there is none, opening it is all that is done.
    init(_ file: ConfigFile) {
        do {
            if let text = try file.read() {
                self.init(text, folder: file.folder, home: file.home)
            } else {
                self.init()
            }
        } catch {
            self.init()
            faults = [error]
        }
    }

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: What the file says.
    ///   - folder: The folder that it is in, which a path may be relative to.
    ///   - home: What `~` stands for.
    init(_ text: String, folder: String, home: String? = nil) {
        var seen: Set<ConfigKey> = []
        var isInTable = false
        for (index, line) in ConfigLines(text).contents.enumerated() {
            let number = index + 1
            if let table = line.table {
                // What stands in it is a newer kb's, too, in whatever notation.
                isInTable = true
                faults.append(.unknownTable(table, line: number, column: line.columns.key))
            }
            if isInTable { continue }
            if let fault = line.fault {
                faults.append(.syntax(line: number, column: fault.column, fault.reason))
            }
            guard let name = line.key, let value = line.value else { continue }
            guard let key = ConfigKey(rawValue: name) else {
                faults.append(.unknownKey(name, line: number, column: line.columns.key))
                continue
            }
            if !seen.insert(key).inserted {
                faults.append(.syntax(line: number, column: line.columns.key, .repeated(key)))
            } else if !take(value, for: key, number, { Self.path($0, in: folder, home: home) }) {
                faults.append(.wrongValue(key, line: number, column: line.columns.value))
            }
        }
    }

    /// Takes a value; false where it does not fit.
    private mutating func take(
        _ value: ConfigLine.Value, for key: ConfigKey, _ line: Int, _ path: (String) -> String?
    ) -> Bool {
        switch (key, value) {
        case (.database, .string(let name)):
            database = path(name).map { Entry(value: $0, line: line) }
            return database != nil
        case (.author, .string(let name)):
            author = Entry(value: name, line: line)
            return true
        case (.editions, .string(let names)):
            editions = Entry(value: names, line: line)
            return true
        case (.language, .string(let name)):
            language = Language(rawValue: name).map { Entry(value: $0, line: line) }
            return language != nil
        case (.color, .string(let name)):
            color = Terminal.Coloring(rawValue: name).map { Entry(value: $0, line: line) }
            return color != nil
        case (.limit, .integer(let number)) where QueryCommand.limits.contains(number):
            limit = Entry(value: number, line: line)
            return true
        default: return false
        }
    }

    /// The path of a file that is named in `folder`; nil for an empty name.
    private static func path(_ name: String, in folder: String, home: String?) -> String? {
        if name.isEmpty { return nil }
        if name.hasPrefix("~/") { return home.map { $0 + name.dropFirst() } }
        return name.hasPrefix("/") ? name : folder + "/" + name
    }
}
