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
        let program = try Program.seeded()
        let examples = try Self.examples(of: "Search")
        #expect(examples.count >= 14)
        for (arguments, output) in examples {
            let run = try program.run(arguments)
            let printed = (run.output + run.errors).trimmingCharacters(in: .newlines)
            #expect(printed == output, "kb \(arguments.joined(separator: " "))")
        }
    }
}
