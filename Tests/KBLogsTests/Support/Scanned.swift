import Foundation
import Testing

@testable import KBLogs

extension LineFormat {
    /// The code of a line.
    func code(in line: [UInt8]) -> String? {
        var counts = CodeCounts()
        let scanner = LineScanner(self)
        line.withUnsafeBufferPointer { scanner.count($0, into: &counts) }
        return counts.codes.first?.code
    }

    /// The code of a line.
    func code(in line: String) -> String? { code(in: Array(line.utf8)) }
}

extension CodeCounts {
    /// The codes and their counts.
    var byCode: [String: Int] { Dictionary(codes.map { ($0.code, $0.count) }, uniquingKeysWith: +) }

    /// The counts of what a file or a pipe holds.
    init(reading path: String, as format: LineFormat = .detected(JSONFields())) throws {
        self.init()
        let reader = LogReader(try LogFile(opening: path), format: format)
        try reader.readToEnd(into: &self)
        reader.finish(into: &self)
    }
}

/// A folder that goes when the test ends.
final class TemporaryFolder {
    private let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("kb-log-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of a file in the folder.
    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        try Data(bytes).write(to: url.appendingPathComponent(name))
        return path(name)
    }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ text: String, to name: String = "log") throws -> String { try write(text.utf8, to: name) }

    /// Runs a program and writes what it prints to a file.
    func run(_ words: [String], to path: String) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: path))
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(words)")
    }

    /// Adds to a file.
    func append(_ text: String, to name: String) throws {
        let handle = try FileHandle(forWritingTo: url.appendingPathComponent(name))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }
}
