import Foundation

/// A folder that goes when the test ends.
package final class TemporaryPlace: Sendable {
    package let folder: URL

    package init() throws {
        folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(
            "kb-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The path of a file in the folder.
    package func path(_ name: String = "kb.db") -> String { folder.appendingPathComponent(name).path }

    /// The bytes of a file, and when it was last written.
    package func state(_ name: String = "kb.db") throws -> (Data, Date?) {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
        return (
            try Data(contentsOf: URL(fileURLWithPath: path(name))), attributes[.modificationDate] as? Date
        )
    }
}
