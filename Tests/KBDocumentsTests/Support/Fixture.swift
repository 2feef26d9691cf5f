import Foundation

/// A file that the tests read, found beside their sources.
enum Fixture {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Returns the bytes of a file in the folder Fixtures.
    static func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appendingPathComponent("Fixtures/\(name)"))
    }

    /// Returns the bytes of a file of the project, by its path from the root.
    static func bytes(atRoot path: String) throws -> Data {
        let root = folder.deletingLastPathComponent().deletingLastPathComponent()
        return try Data(contentsOf: root.appendingPathComponent(path))
    }

    /// Returns the bytes of the seed document of the project.
    static func seed() throws -> Data { try bytes(atRoot: "seed/codes.txt") }
}
