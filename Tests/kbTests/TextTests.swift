import Foundation
import KBCore
import KBPresentation
import Testing

@testable import kb

@Suite("text for people and programs")
struct TextTests {
    @Test(
        "docs/exit-status.md lists every exit status and shows it",
        arguments: KBPresentation.ExitStatus.allCases)
    func statuses(status: KBPresentation.ExitStatus) throws {
        let page = try String(
            contentsOf: Program.root.appendingPathComponent("docs/exit-status.md"), encoding: .utf8)
        #expect(page.contains("\n| \(status.rawValue) | \(status.meaning) |\n") || Language.current == .zh)
        // Who runs tests as root is permitted everything.
        let isShown = status == .notPermitted || page.contains("\n\(status.rawValue)\n")
        #expect(page.contains("\n## \(status.rawValue)\n") && isShown)
    }
}
