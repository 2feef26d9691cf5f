import Foundation

/// A page of the documentation, and what is to be done in its session.
struct DocumentPage {
    /// A block between fences.
    struct Block {
        var language: String
        /// The file that the block is.
        var file: String?
        /// The index of its first line in the page.
        var start: Int
        var lines: [String]
    }

    /// A command, and what the page says it prints.
    struct Command {
        /// The line of the page, from 1.
        var line: Int
        var text: String
        /// The indices of the lines that it prints.
        var output: Range<Int>
    }

    /// A step of the session.
    enum Step {
        case command(Command)
        case file(name: String, text: String)
    }

    /// The articles of the library's documentation.
    static let articles = [
        "Sources/KBCore/KBCore.docc/KBCore.md",
        "Sources/KBCore/KBCore.docc/GettingStarted.md",
    ]

    /// The pages that are run, from the folder of the project.
    static func names() throws -> [String] {
        let docs = try FileManager.default.contentsOfDirectory(
            atPath: Program.root.appendingPathComponent("docs").path)
        return ["README.md", "README.zh.md"]
            + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }

    let blocks: [Block]
    private let file: URL
    private var lines: [String]

    /// Reads a page.
    init(_ name: String) throws {
        file = Program.root.appendingPathComponent(name)
        lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
        blocks = Self.blocks(of: lines)
    }

    private static func blocks(of lines: [String]) -> [Block] {
        var blocks: [Block] = []
        var open: Block?
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(block)
                    open = nil
                } else {
                    let words = line.dropFirst(3).split(separator: " ").map(String.init)
                    open = Block(
                        language: words.first ?? "", file: words.dropFirst().first, start: index + 1,
                        lines: [])
                }
            } else {
                open?.lines.append(line)
            }
        }
        return blocks
    }

    /// The session, in the order of the page.
    var steps: [Step] {
        blocks.flatMap { block -> [Step] in
            if block.language == "console" { return Self.commands(of: block).map(Step.command) }
            guard let name = block.file else { return [] }
            return [.file(name: name, text: block.lines.map { $0 + "\n" }.joined())]
        }
    }

    private static func commands(of block: Block) -> [Command] {
        var commands: [Command] = []
        for (offset, line) in block.lines.enumerated() {
            let index = block.start + offset
            if line.hasPrefix("$ ") {
                commands.append(
                    Command(line: index + 1, text: String(line.dropFirst(2)), output: index + 1..<index + 1))
            } else if let last = commands.indices.last {
                if line.hasPrefix("> "), commands[last].output.upperBound == index,
                    commands[last].output.isEmpty
                {
                    commands[last].text += "\n" + line.dropFirst(2)
                    commands[last].output = index + 1..<index + 1
                } else if !line.isEmpty {
                    // An empty line before the next command is there for the eye.
                    commands[last].output = commands[last].output.lowerBound..<index + 1
                }
            }
        }
        return commands
    }

    /// The text of lines.
    func text(of range: Range<Int>) -> String { lines[range].joined(separator: "\n") }

    /// Writes the page anew, with other lines in the place of some.
    mutating func replace(_ texts: [(Range<Int>, String)]) throws {
        for (range, text) in texts.reversed() {
            lines.replaceSubrange(range, with: text.isEmpty ? [] : text.components(separatedBy: "\n"))
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
    }
}
