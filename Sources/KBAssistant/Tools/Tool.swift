import KBCore
import KBText

/// Something that an assistant can have done.
protocol Tool: Sendable {
    static var name: String { get }
    /// What a model reads of it, with the schemas of what it takes and returns.
    static var definition: JSONValue { get }
    /// Whether it changes the file.
    static var writes: Bool { get }

    /// Does it.
    ///
    /// - Throws: ``BadArgument``, and the errors of KBCore.
    static func call(_ arguments: Arguments, _ caller: Caller) throws -> ToolResult
}

extension Tool {
    static var writes: Bool { false }
}

/// Who calls a tool, and on what.
struct Caller {
    let base: AssistantBase
    /// The name of the assistant's program, as it gives it; empty where it does not.
    var client: String
}

/// All tools.
enum Tools {
    private static let all: [any Tool.Type] = [
        SearchTool.self, GetTool.self, ExplainLogTool.self, ListBooksTool.self, AddNoteTool.self,
        EditNoteTool.self,
    ]

    /// Those that an assistant may use.
    static func list(writing: Bool) -> [any Tool.Type] { all.filter { writing || !$0.writes } }
}

/// What a tool was given.
struct Arguments {
    private let values: JSONValue

    /// Takes the arguments of a call.
    ///
    /// - Throws: ``BadArgument`` for one that the tool does not have: the answer would not be what was asked for.
    init(_ values: JSONValue, of tool: any Tool.Type) throws {
        self.values = values
        guard case .object(let members) = values else {
            throw BadArgument("arguments", expected: "an object")
        }
        guard case .object(let known) = tool.definition["inputSchema"]?["properties"] else { return }
        let names = known.map(\.0)
        for (name, _) in members where !names.contains(name) {
            throw BadArgument(name, expected: "none; there are: " + names.joined(separator: ", "))
        }
    }

    /// A text that must be there.
    func text(_ name: String, most: Int = 65_536) throws -> String {
        guard let text = try optionalText(name, most: most), !text.isEmpty else {
            throw BadArgument(name, expected: "a text")
        }
        return text
    }

    /// A text that may be missing.
    func optionalText(_ name: String, most: Int = 65_536) throws -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw BadArgument(name, expected: "a text") }
        guard text.utf8.count <= most else { throw BadArgument(name, expected: "at most \(most) bytes") }
        return text
    }

    /// A number within a range.
    func number(_ name: String, in range: ClosedRange<Int>, else usual: Int) throws -> Int {
        guard let value = value(name) else { return usual }
        guard case .number(let number) = value, range.contains(number) else {
            throw BadArgument(name, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// Yes or no.
    func flag(_ name: String) throws -> Bool {
        guard let value = value(name) else { return false }
        guard case .bool(let flag) = value else { throw BadArgument(name, expected: "true or false") }
        return flag
    }

    /// Texts that may be missing.
    func texts(_ name: String) throws -> [String]? {
        guard let value = value(name) else { return nil }
        guard case .array(let items) = value, items.count <= 50, !items.contains(where: { $0.string == nil })
        else { throw BadArgument(name, expected: "an array of at most 50 texts") }
        return items.compactMap(\.string)
    }

    /// The book that is named, if any.
    func book(_ base: AssistantBase, _ store: Store) throws -> String? {
        try optionalText("book").map { try base.book($0, store) }
    }

    private func value(_ name: String) -> JSONValue? {
        guard let value = values[name] else { return nil }
        if case .null = value { return nil }
        return value
    }
}

/// An argument of a call that cannot be.
struct BadArgument: Error {
    var name: String
    var expected: String

    init(_ name: String, expected: String) {
        (self.name, self.expected) = (name, expected)
    }
}
