import Foundation
import KBDocuments
import Testing

@testable import KBCore

@Suite("the bytes of a document")
struct SourceContentTests {
    @Test("a large document that somebody cuts short after it was read is still whole")
    func cutShort() throws {
        let place = try TemporaryPlace()
        let path = place.path("large.txt")
        let text = (0..<120_000).map { "E\($0) Name 说明\(String(repeating: "长", count: 30))\($0)" }
            .joined(separator: "\n\n")
        try Data(text.utf8).write(to: URL(filePath: path))
        #expect(text.utf8.count > 9_000_000)
        let file = try SourceFile(reading: path)
        truncate(path, 0)
        var count = 0
        _ = try file.forEachEntry { _ in count += 1 }
        #expect(count == 120_000)
        #expect(file.bytes.elementsEqual(text.utf8))
        #expect(file.sha256 == SHA256.hexadecimal(of: Array(text.utf8)))
    }

    @Test("a large document that becomes shorter while it is read says so")
    func shrinks() throws {
        let place = try TemporaryPlace()
        let path = place.path("large.txt")
        let document = Data(repeating: UInt8(ascii: "x"), count: 12 << 20)
        try document.write(to: URL(filePath: path))
        var isFirst = true
        #expect(throws: SourceFileError.cutShort(path: path)) {
            try SourceFile(reading: path) {
                if !isFirst { truncate(path, 9 << 20) }
                isFirst = false
                return false
            }
        }
    }

    @Test(
        "a gap of a sparse file is no document, and is not copied",
        arguments: [[], [0xFF, 0xFE], [0xFE, 0xFF, 0x4E]])
    func sparse(beginning: [UInt8]) throws {
        let place = try TemporaryPlace()
        let path = place.path("sparse.txt")
        try Data(beginning).write(to: URL(filePath: path))
        truncate(path, 1 << 40)
        let file = try SourceFile(reading: path)
        #expect(file.bytes.count <= beginning.count + 4)
        #expect(throws: DocumentError.self) { try file.forEachEntry { _ in } }
    }

    @Test(
        "a pipe that never ends is given up, whatever comes through it",
        arguments: ["404 Not Found 找不到。\n\n", "[ "])
    func endless(piece: String) throws {
        var limits = SourceLimits(path: "-", most: 10_000)
        let bytes = Array(piece.utf8)
        var count = 0
        #expect(throws: SourceFileError.tooLong(path: "-", most: 10_000)) {
            while count < 20_000 {
                _ = try bytes.withUnsafeBytes { try limits.check($0) }
                count += bytes.count
            }
        }
        #expect(count <= 10_000)
    }
}
