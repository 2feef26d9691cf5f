import Foundation
import Testing

@Suite("a program that embeds the library")
struct ExampleTests {
    @Test("the program of the article, which sees public declarations only, prints what the article shows")
    func article() throws {
        let page = try DocumentPage("Sources/KBCore/KBCore.docc/GettingStarted.md")
        let code = try String(
            contentsOf: Program.root.appending(path: "Tests/Example/main.swift"), encoding: .utf8)
        #expect(
            page.blocks.first { $0.language == "swift" }.map { $0.lines.joined(separator: "\n") + "\n" }
                == code)
        let shown = try #require(page.blocks.first { $0.language == "text" })
        let program = try Program()
        try FileManager.default.createSymbolicLink(
            at: program.folder.appending(path: "seed"),
            withDestinationURL: Program.root.appending(path: "seed"))
        let example = Program.built.appending(path: "kb-example").path()
        let run = try program.tool(example, [])
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.lines == shown.lines)
    }
}
