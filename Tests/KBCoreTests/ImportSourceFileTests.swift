import Foundation
import Testing

@testable import KBCore

@Suite("documents as files")
struct ImportSourceFileTests {
    @Test(
        "SHA-256 as FIPS 180-4 has it",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
            ),
        ])
    func digest(text: String, expected: String) {
        #expect(SHA256.hexadecimal(of: Array(text.utf8)) == expected)
    }

    @Test(
        "SHA-256 at every length around a block",
        .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/sha256sum")))
    func lengths() throws {
        let place = try TemporaryPlace()
        for length in [1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000, 300_000] {
            // A document has no NUL: reading ends at one.
            let bytes = (0..<length).map { UInt8(1 + ($0 &* 7 &+ length) % 255) }
            try Data(bytes).write(to: URL(fileURLWithPath: place.path("x")))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
            process.arguments = [place.path("x")]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            let file = try SourceFile(reading: place.path("x"))
            #expect(file.bytes == bytes)
            #expect(file.sha256 == output.prefix(64))
        }
    }

    @Test(
        "the book's name is the file's",
        arguments: [
            ("codes.txt", "codes"), ("Acme_Pay v2.csv", "acme-pay-v2"),
            ("errno", "errno"),
            ("错误码.txt", nil), (".txt", "txt"), ("-", nil),
        ])
    func slug(path: String, expected: String?) throws {
        let place = try TemporaryPlace()
        guard path != "-" else { return }
        try Data("1 One 一。".utf8).write(to: URL(fileURLWithPath: place.path(path)))
        let file = try SourceFile(reading: place.path(path))
        #expect(file.suggestedBook(file.sample(format: nil, columns: nil)) == expected)
    }

    @Test(
        "a name that says nothing leaves it to the content whether it is the HTTP codes",
        arguments: [
            ("codes.txt", "404 Not Found 找不到。\n\n499 Client Closed Request 断了。", "http"),
            ("http-status-codes-1.csv", "code,name\n404,Not Found\n500,Internal Server Error\n", "http"),
            ("codes.txt", "404 Balance 余额。\n\n500 Card 卡。", "codes"),
            ("acme.txt", "404 Not Found 找不到。", "acme"),
        ])
    func content(path: String, text: String, expected: String) throws {
        let place = try TemporaryPlace()
        try Data(text.utf8).write(to: URL(fileURLWithPath: place.path(path)))
        let file = try SourceFile(reading: place.path(path))
        #expect(file.suggestedBook(file.sample(format: nil, columns: nil)) == expected)
    }

    @Test("what is not a file says why")
    func faults() throws {
        let place = try TemporaryPlace()
        #expect(throws: SourceFileError.missing(path: place.path("x"))) {
            try SourceFile(reading: place.path("x"))
        }
        #expect(throws: SourceFileError.isDirectory(path: place.folder.path)) {
            try SourceFile(reading: place.folder.path)
        }
    }
}
