import Foundation
import Testing

@testable import KBLogs

@Suite("following logs")
struct LogFollowerTests {
    private let folder: TemporaryFolder
    private let follower: LogFollower

    init() throws {
        folder = try TemporaryFolder()
        follower = LogFollower(try LogFile(opening: folder.write("\"a\" 200 1\n")), format: .common)
    }

    @Test("what is added counts once its line has ended")
    func growth() throws {
        var counts = CodeCounts()
        #expect(try follower.readOn(into: &counts))
        #expect(try !follower.readOn(into: &counts))
        try folder.append("\"a\" 40", to: "log")
        #expect(try follower.readOn(into: &counts))
        #expect(counts.byCode == ["200": 1])
        try folder.append("4 1\n\"a\" 5", to: "log")
        try follower.finish(into: &counts)
        #expect(counts.byCode == ["200": 1, "404": 1])
        #expect(counts.lines == 2)
    }

    @Test("a renamed log is read to its end, then the new one from its beginning")
    func renamed() throws {
        var counts = CodeCounts()
        _ = try follower.readOn(into: &counts)
        try FileManager.default.moveItem(atPath: folder.path("log"), toPath: folder.path("log.1"))
        #expect(try !follower.readOn(into: &counts))
        try folder.append("\"a\" 201 1\n", to: "log.1")
        try folder.write("\"a\" 300 1\n")
        // The writer has not turned to the new file yet.
        #expect(try follower.readOn(into: &counts))
        try folder.append("\"a\" 202 1", to: "log.1")
        _ = try follower.readOn(into: &counts)
        try folder.append("\"a\" 301 1\n", to: "log")
        try follower.finish(into: &counts)
        #expect(counts.byCode == ["200": 1, "201": 1, "202": 1, "300": 1, "301": 1])
    }

    @Test("the end takes what a rotation just before it has left in both files")
    func renamedAtTheEnd() throws {
        var counts = CodeCounts()
        _ = try follower.readOn(into: &counts)
        try folder.append("\"a\" 201 1\n", to: "log")
        try FileManager.default.moveItem(atPath: folder.path("log"), toPath: folder.path("log.1"))
        try folder.write("\"a\" 300 1\n")
        try follower.finish(into: &counts)
        #expect(counts.byCode == ["200": 1, "201": 1, "300": 1])
    }

    @Test("an emptied log is read from its beginning")
    func emptied() throws {
        var counts = CodeCounts()
        _ = try follower.readOn(into: &counts)
        #expect(truncate(folder.path("log"), 0) == 0)
        #expect(try !follower.readOn(into: &counts))
        try folder.append("\"a\" 500 1\n", to: "log")
        #expect(try follower.readOn(into: &counts))
        #expect(counts.byCode == ["200": 1, "500": 1])
    }

    @Test("a log that is gone is waited for")
    func removed() throws {
        var counts = CodeCounts()
        try FileManager.default.removeItem(atPath: folder.path("log"))
        try follower.finish(into: &counts)
        try folder.write("\"a\" 300 1\n")
        try follower.finish(into: &counts)
        #expect(counts.byCode == ["200": 1, "300": 1])
        #expect(!follower.isAtEnd)
    }

    @Test("a pipe ends when its writer closes it, and then its last line counts")
    func pipe() throws {
        let path = folder.path("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        let held = open(path, O_RDWR)
        let follower = LogFollower(try LogFile(opening: path), format: .common)
        var counts = CodeCounts()
        #expect(try !follower.readOn(into: &counts))
        let text = "\"a\" 200 1\n\"a\" 404"
        #expect(write(held, text, text.utf8.count) == text.utf8.count)
        #expect(try follower.readOn(into: &counts))
        #expect(counts.byCode == ["200": 1])
        #expect(!follower.isAtEnd)
        close(held)
        #expect(try !follower.readOn(into: &counts))
        #expect(follower.isAtEnd)
        #expect(counts.byCode == ["200": 1, "404": 1])
    }
}
