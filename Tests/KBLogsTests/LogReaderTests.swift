import Foundation
import KBInput
import TestSupport
import Testing

@testable import KBLogs

@Suite("reading logs")
struct LogReaderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("each line counts, the last one without a line feed too, and both formats may be in one file")
    func lines() throws {
        let counts = try CodeCounts(
            reading: folder.write("\"a\" 200 1\r\n{\"status\":200}\n\nno code\n\"a\" 42 1\n{\"code\":\"E1\"}")
        )
        #expect(counts.byCode == ["200": 2, "42": 1, "E1": 1])
        #expect((counts.lines, counts.linesWithCode, counts.linesWithoutCode) == (6, 4, 2))
        #expect(try CodeCounts(reading: folder.write("")).lines == 0)
    }

    @Test("a line feed alone ends a line")
    func lineEnds() throws {
        #expect(
            try CodeCounts(reading: folder.write("\"a\" 200 1\r\"a\" 404 1\u{85}\"a\" 500 1")).byCode == [
                "200": 1
            ])
    }

    @Test("of a line that is too long its beginning is looked at, and the next line is whole")
    func longLines() throws {
        let filler = String(repeating: "x", count: 3 * LogReader.longestLine)
        let counts = try CodeCounts(
            reading: folder.write(
                "\"a\" 200 \(filler)\n\"b\" 201 1\n\(filler)\"c\" 202 1\n\"d\" 203 \(filler)"))
        #expect(counts.byCode == ["200": 1, "201": 1, "203": 1])
        #expect((counts.lines, counts.linesWithoutCode) == (4, 1))
    }

    @Test("what reaches to where a long line is cut is no code", arguments: -2...4)
    func cut(offset: Int) throws {
        // The three digits end `offset` bytes after the cut.
        let before = String(repeating: "x", count: LogReader.longestLine + offset - 6)
        let counts = try CodeCounts(
            reading: folder.write("\"\(before)\" 404 \(String(repeating: "y", count: 1 << 20))\n\"a\" 200 1"))
        #expect(counts.byCode == (offset < 0 ? ["404": 1, "200": 1] : ["200": 1]))
        #expect(counts.lines == 2)
    }

    @Test("a pipe gives the same in pieces of any size")
    func pipe() throws {
        let seed = SeededRandom.printedSeed("LogReaderTests")
        var random = SeededRandom(seed: seed)
        var text = ""
        for _ in 0..<300 {
            text += "\"\(String(repeating: "x", count: .random(in: 0..<3000, using: &random)))\" "
            text += "\(Int.random(in: 0..<1200, using: &random)) 1\n"
        }
        let expected = try CodeCounts(reading: folder.write(text))
        var ends: [Int32] = [0, 0]
        #expect(Glibc.pipe(&ends) == 0)
        let (input, output) = (ends[0], ends[1])
        var pieces: [Data] = []
        var rest = Data(text.utf8)
        while !rest.isEmpty {
            let count = min(rest.count, random.oneIn(3) ? .random(in: 1..<10, using: &random) : 5000)
            pieces.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        let writer = Thread { [pieces] in
            let handle = FileHandle(fileDescriptor: output, closeOnDealloc: true)
            for piece in pieces { try? handle.write(contentsOf: piece) }
            try? handle.close()
        }
        writer.start()
        // Its own copy of the reading end, so that the test can close the other.
        let counts = try CodeCounts(reading: "/dev/fd/\(input)")
        close(input)
        #expect(counts.byCode == expected.byCode, "KB_FUZZ_SEED=\(seed)")
        #expect(counts.lines == 300)
    }

    @Test(
        "a compressed log is read as it was, from a file and from a pipe",
        arguments: [["gzip", "-c"], ["zstd", "-qc"], ["bzip2", "-c"]])
    func compressed(program: [String]) throws {
        let lines = try folder.write(String(repeating: "\"a\" 404 1\n", count: 50_000) + "\"a\" 200 1")
        let packed = folder.path("packed")
        try folder.run(program + [lines], to: packed)
        let expected = ["404": 50_000, "200": 1]
        #expect(try CodeCounts(reading: packed).byCode == expected)
        let pipe = folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let writer = Process()
        writer.executableURL = URL(filePath: "/bin/sh")
        writer.arguments = ["-c", "cat \(packed) >\(pipe)"]
        try writer.run()
        #expect(try CodeCounts(reading: pipe).byCode == expected)
        writer.waitUntilExit()
    }

    @Test("a log of gzip that is cut short counts as far as it goes, and the fault is told")
    func cutShort() throws {
        let lines = try folder.write((0..<100_000).map { "\"\($0 &* 48_271 % 65_537)\" 404 1\n" }.joined())
        let packed = folder.path("packed")
        try folder.run(["gzip", "-c", lines], to: packed)
        #expect(truncate(packed, 200_000) == 0)
        var counts = CodeCounts()
        let reader = LogReader(try LogFile(opening: packed), format: .common)
        #expect(throws: LogError.cutShort(path: packed)) { try reader.readToEnd(into: &counts) }
        #expect(counts.lines > 1000 && counts.byCode == ["404": counts.linesWithCode])
    }

    @Test("xz and tar archives, compressed ones too, are refused")
    func refused() throws {
        let path = try folder.write([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], to: "log.xz")
        #expect(throws: LogError.compressed(path: path, .xz)) { try CodeCounts(reading: path) }
        try folder.write("\"a\" 200 1\n")
        for (options, name) in [("-cf", "a.tar"), ("-czf", "a.tar.gz"), ("--format=v7 -cf", "v7.tar")] {
            let archive = folder.path(name)
            try folder.run(
                ["tar"] + options.split(separator: " ").map(String.init) + [archive, folder.path("log")],
                to: folder.path("told"))
            #expect(throws: LogError.archive(path: archive)) { try CodeCounts(reading: archive) }
        }
    }

    @Test("what cannot be read is told by the system's number")
    func unreadable() throws {
        let missing = folder.path("missing")
        #expect(throws: LogError.unreadable(path: missing, code: ENOENT)) { try LogFile(opening: missing) }
        #expect(throws: LogError.unreadable(path: "/", code: EISDIR)) { try LogFile(opening: "/") }
    }

    @Test("only so many different codes are told apart")
    func manyCodes() throws {
        let lines = (0..<CodeCounts.mostCodes + 10).map { "{\"code\":\"E\($0)\"}\n" }
        let counts = try CodeCounts(reading: folder.write(lines.joined() + lines[5]))
        #expect(counts.codes.count == CodeCounts.mostCodes)
        #expect(counts.linesOfOtherCodes == 10)
        #expect(counts.byCode["E5"] == 2)
    }
}
