import Foundation
import Testing

@Suite("README", .timeLimit(.minutes(2)))
struct ReadmeTests {
    /// The commands of a section of README and what it says they print.
    private static func examples(of section: String) throws -> [(arguments: [String], output: String)] {
        let text = try String(contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
        let start = try #require(text.range(of: "\n## \(section)\n"))
        let rest = text[start.upperBound...]
        let end = rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex
        return rest[..<end].components(separatedBy: "```console\n$ kb ").dropFirst().compactMap { block in
            guard let fence = block.range(of: "\n```") else { return nil }
            let lines = block[..<fence.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
            return (words(of: String(lines[0])), lines.dropFirst().joined(separator: "\n"))
        }
    }

    /// The words of a command line; single quotes hold spaces.
    private static func words(of line: String) -> [String] {
        line.components(separatedBy: "'").enumerated().flatMap { index, part in
            index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [part]
        }
    }

    @Test("Its search section shows what the program prints")
    func search() throws {
        try check("Search", in: Program.seeded(), atLeast: 14)
    }

    @Test("Its section on logs shows what the program prints")
    func logs() throws {
        let program = try Program.seeded()
        try program.run("import", Program.root.appendingPathComponent("seed/errno.txt").path)
        try program.run("note", "add", "502", "先看 nginx 的 error.log")
        let codes = [
            ("200", 48_310), ("304", 2946), ("404", 2373), ("302", 1179), ("502", 346), ("429", 293),
            ("499", 237),
        ]
        try program.write(ScanCommandTests.log(codes), to: "access.log")
        let errors = [("ENOENT", 41), ("ECONNREFUSED", 17), ("EMFILE", 2)]
        let lines = errors.map { code, count in
            String(repeating: "open failed, errno=\(code)\n", count: count)
        }
        try program.write(lines.joined() + "started\n", to: "app.log")
        try check("Logs", in: program, atLeast: 2)
    }

    /// Runs the examples of a section and compares what they print.
    private func check(_ section: String, in program: Program, atLeast count: Int) throws {
        let examples = try Self.examples(of: section)
        #expect(examples.count >= count)
        for (arguments, output) in examples {
            let run = try program.run(arguments)
            let printed = (run.output + run.errors).trimmingCharacters(in: .newlines)
            #expect(printed == output, "kb \(arguments.joined(separator: " "))")
        }
    }
}
