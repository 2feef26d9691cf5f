import Foundation
import Testing

@Suite("words, figures and pictures")
struct WordingTests {
    @Test(
        "are what the scripts expect", .enabled(if: python.exists),
        arguments: [["check-words"], ["check-figures"], ["make-picture", "--check", Program.binary.path]])
    func scripts(arguments: [String]) throws {
        let script = Program.root.appendingPathComponent("scripts/\(arguments[0])").path
        let program = try Program()
        let run = try program.tool(Self.python.path, [script] + arguments.dropFirst())
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test(
        "a link of a page leads to a file and a heading",
        arguments: try DocumentPage.names() + ["CONTRIBUTING.md"])
    func links(_ name: String) throws {
        let file = Program.root.appendingPathComponent(name)
        let page = try String(contentsOf: file, encoding: .utf8)
        for match in page.matches(of: /\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/) {
            let target =
                match.1.isEmpty
                ? file : file.deletingLastPathComponent().appendingPathComponent(String(match.1))
            #expect(FileManager.default.fileExists(atPath: target.path), "\(name): \(match.0)")
            guard let anchor = match.2, let text = try? String(contentsOf: target, encoding: .utf8) else {
                continue
            }
            let anchors = text.matches(of: /(?m)^#+ (.+)$/).map { Self.anchor(of: String($0.1)) }
            #expect(anchors.contains(String(anchor)), "\(name): \(match.0)")
        }
    }

    private static let python = Tool(path: "/usr/bin/python3")

    /// The anchor of a heading, as GitHub makes it.
    private static func anchor(of heading: String) -> String {
        String(
            heading.lowercased().replacing(/[`*]|\[|\]/, with: "")
                .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
        ).replacing(" ", with: "-")
    }
}
