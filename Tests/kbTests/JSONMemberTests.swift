import Foundation
import Testing

@testable import kb

/// The tables of docs/json.md, compared with what the commands print.
@Suite("Members of JSON output")
struct JSONMemberTests {
    /// The commands of each section; together they print every member in every type that it can have.
    private static let commands = [
        "kb query": [
            "query 402 --book http --json", "query 207 --json", "query 欠款 --json", "query 财务 --json",
            "query 张三 --json",
        ],
        "kb show": ["show http:402 --json", "show pay:P1 --json", "show http:404 smtp:421 http:207 --json"],
        "kb list": ["list http:4xx --json", "list pay: --json"],
        "kb note list": ["note list --json", "annotation list --json"],
        "kb note history": ["note history ID --json", "export notes"],
        "kb note drafts": ["note drafts --json"],
        "kb tag list": ["tag list --json"],
        "kb alias list": ["alias list http:404 --json"],
        "kb synonym list": ["synonym list 限流 --json"],
        "kb stats": ["stats --json"],
        "kb book list": ["book list --json", "book show http --json"],
        "kb log": ["log -n 1000 --json"],
        "kb config": ["config --json"],
        "kb scan": [
            "scan access.log --json", "scan access.log --json --book smtp",
            "scan access.log access.log --json --by day --paths 1 --samples 1",
        ],
    ]

    @Test("each member is there in every type that its table names, and no other", arguments: commands.keys)
    func members(_ section: String) throws {
        let documented = try Self.table(section)
        let program = try Self.program.get()
        let id = try String(
            #require(program.run("note", "list", "--json").output.firstMatch(of: /"note":"(\w+)/)).1)
        var printed: [String: Set<String>] = [:]
        for command in Self.commands[section] ?? [] {
            let arguments = command.replacing("ID", with: id).split(separator: " ").map(String.init)
            let run = try program.run(arguments)
            #expect(run.status == 0, "\(run.errors)")
            for line in run.lines {
                let value = try JSONDecoder().decode(JSON.self, from: Data(line.utf8))
                value.collect(at: "", of: Set(documented.keys), into: &printed)
            }
        }
        #expect(Set(printed.keys) == Set(documented.keys))
        for (member, types) in printed { #expect(types == documented[member], "\(member)") }
    }

    @Test("every command that has --json has a table")
    func sections() throws {
        let page = try Self.page()
        let commands = try CommandTree(Program(), language: "en").nodes.filter {
            $0.page.optionNames.contains("--json")
        }
        #expect(commands.count >= 10)
        for name in commands.map(\.page.name) {
            #expect(page.contains("\n## \(name)\n") || page.contains("`\(name)`"), "\(name)")
        }
    }

    private static func page() throws -> String {
        try String(contentsOf: Program.root.appendingPathComponent("docs/json.md"), encoding: .utf8)
    }

    /// The members of a section and their types.
    private static func table(_ section: String) throws -> [String: Set<String>] {
        let page = try page()
        let start = try #require(page.range(of: "\n## \(section)\n"))
        let end = page[start.upperBound...].range(of: "\n## ")?.lowerBound ?? page.endIndex
        var members: [String: Set<String>] = [:]
        for line in page[start.upperBound..<end].split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.components(separatedBy: " | ")
            for name in cells[0].matches(of: /`([^`]+)`/) {
                members[String(name.1)] = Set(cells[1].components(separatedBy: " or "))
            }
        }
        return members
    }

    /// A knowledge base with all that the commands can tell of, made once: they only read it.
    private static let program = Result {
        let program = try Program.seeded()
        try program.run("import", Program.root.appendingPathComponent("seed/smtp.txt").path)
        try program.run("annotate", "http:404", "410状态码", "我们只用 404", "--tag", "nginx", "--author", "Li")
        try program.run("note", "add", "http:402", "问财务")
        try program.run("note", "add", "http:999", "-", "--tag", "x", input: "no such code")
        try program.run("note", "edit", "ffffffff", "-", input: "no such note")
        try program.write("code,name,负责人\nP1,余额不足,张三\n", to: "pay.csv")
        try program.run("import", "pay.csv")
        try program.run("config", "set", "limit", "20")
        let note = try #require(
            program.run("note", "list", "http:404", "--json").output.firstMatch(of: /"note":"(\w+)/))
        try program.run("note", "edit", String(note.1), "我们只用 404，不用 410")
        try program.run("code", "edit", "http:402", "--field", "owner=ops")
        try program.run("code", "edit", "http:402", "--field", "owner=dev")
        try program.run("code", "edit", "http:207", "--description", "几个状态。")
        try program.run("alias", "add", "http:404", "走丢")
        try program.run("synonym", "add", "走丢", "走失")
        try Tool.sqlite3.run(
            in: program,
            ["kb.db", "DELETE FROM codes WHERE code = '511'; INSERT INTO books (slug) VALUES ('empty')"])
        try program.run("import", "-", "--book", "x", input: "1 One 一。")
        try program.run("import", "undo")
        try program.write(
            """
            10.0.0.1 - - [24/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 404 12
            10.0.0.1 - - [24/Nov/2026:12:00:01 +0000] "GET / HTTP/1.1" 499 0

            """, to: "access.log")
        return program
    }
}

/// A value of JSON, of which only the type matters.
private enum JSON: Decodable {
    case scalar(String)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .scalar("null")
        } else if (try? value.decode(Bool.self)) != nil {
            self = .scalar("boolean")
        } else if (try? value.decode(Double.self)) != nil {
            self = .scalar("number")
        } else if (try? value.decode(String.self)) != nil {
            self = .scalar("string")
        } else if let elements = try? value.decode([JSON].self) {
            self = .array(elements)
        } else {
            self = .object(try value.decode([String: JSON].self))
        }
    }

    private var type: String {
        switch self {
        case .scalar(let type): type
        case .array: "array"
        case .object: "object"
        }
    }

    /// Adds the types of all members, `a.b` for one of an object and `a[].b` for one of objects in an array.
    ///
    /// - Parameters:
    ///   - path: Where the value stands.
    ///   - known: The members that are documented; an object none of whose members is, counts as numbers by name.
    ///   - types: What has been seen so far.
    func collect(at path: String, of known: Set<String>, into types: inout [String: Set<String>]) {
        switch self {
        case .scalar(let type): types[path, default: []].insert(type)
        case .array(let elements):
            // What an empty array is of, it does not tell.
            for element in elements {
                types[path, default: []].insert("array of \(element.type)s")
                if case .object = element { element.collect(at: path + "[]", of: known, into: &types) }
            }
        case .object(let members):
            let isOfNumbers =
                !path.isEmpty && !known.contains { $0.hasPrefix(path + ".") || $0.hasPrefix(path + "[]") }
            if isOfNumbers {
                guard !members.isEmpty else { return }
                types[path, default: []].insert("object of \(Set(members.values.map(\.type)).joined())s")
                return
            }
            if !path.isEmpty, !path.hasSuffix("[]") { types[path, default: []].insert("object") }
            for (name, value) in members {
                value.collect(at: path.isEmpty ? name : "\(path).\(name)", of: known, into: &types)
            }
        }
    }
}
