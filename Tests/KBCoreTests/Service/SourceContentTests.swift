import Foundation
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
}
