import Foundation
import KBFile
import KBMigrations
import Testing

@testable import KBCore

@Suite("migrations")
struct SchemaMigrationTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("migrations")

    // A migration that has shipped never changes: what it made stands in people's files.
    private static let checksums = [
        "m0001_init.sql": "9425ba07fd949a9de9f7441f81108105952fcc054795d1285a9603564d5eedfe",
        "m0002_notes.sql": "427833f9f7b49fde855592770e4c19376e930e7d62427e34881440905be33df1",
        "m0003_revisions.sql": "28fec6f9494f9e0d21ff62fd10a6d2217e906350acf95a41f4b0e9d396068ae3",
        "m0004_books.sql": "bbe8a53f750a9855d5d2b6bc8313b0b85ac12975ed74be9ef581e40caa6a13c6",
        "m0005_merging.sql": "8f619277ed3dfb48e0fcb3932764f15fca4a8fc2d9d13aae3b4dfdfd20191417",
    ]

    @Test("every file of the folder is in the list, in its order")
    func list() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
            .filter { $0.hasPrefix("m") && $0.hasSuffix(".sql") }.sorted()
        let scripts = try names.map {
            try String(contentsOf: Self.folder.appendingPathComponent($0), encoding: .utf8)
        }
        #expect(Migrations.all.map(\.sql) == scripts)
        #expect(Migrations.all.map(\.version) == Array(1...names.count))
    }

    @Test("a shipped migration is what it was")
    func unchanged() throws {
        for (name, checksum) in Self.checksums {
            let bytes = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(name)))
            #expect(SHA256.hexadecimal(of: bytes) == checksum, "\(name)")
        }
    }

    @Test("migrations/schema.sql shows what all migrations together make; KB_RECORD=1 writes it")
    func snapshot() throws {
        let schema = try Schema(Migrations.all)
        let text =
            "-- What all migrations together make: what kb compares a file with. KB_RECORD=1 swift test writes it.\n\n"
            + schema.text
        let file = Self.folder.appendingPathComponent("schema.sql")
        if ProcessInfo.processInfo.environment["KB_RECORD"] != nil
            || !FileManager.default.fileExists(atPath: file.path)
        {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("wrote \(file.path): read it, and run the test again")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
        let read = Schema(written: text)
        #expect(read.text == schema.text)
        #expect(read.items.map(\.sql) == schema.items.map(\.sql))
    }
}
