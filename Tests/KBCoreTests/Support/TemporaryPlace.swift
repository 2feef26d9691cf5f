import Foundation
import KBCore
import KBDocuments

/// A folder that goes when the test ends.
final class TemporaryPlace {
    let folder: URL

    init() throws {
        folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(
            "kb-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The path of a file in the folder.
    func path(_ name: String = "kb.db") -> String { folder.appendingPathComponent(name).path }

    /// Opens or makes a knowledge base in the folder.
    func store(_ name: String = "kb.db") throws -> Store { try Store(path: path(name), access: .creating) }

    /// The bytes of a file, and when it was last written.
    func state(_ name: String = "kb.db") throws -> (Data, Date?) {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
        return (
            try Data(contentsOf: URL(fileURLWithPath: path(name))), attributes[.modificationDate] as? Date
        )
    }
}

extension Document {
    /// A document of the plain format.
    static func text(_ text: String) throws -> Document {
        try DocumentReader.read(Array(text.utf8), format: .text)
    }

    /// A document of these entries, whatever is in them.
    static func of(_ entries: [Entry]) throws -> Document {
        try DocumentReader.read(Array(try DocumentWriter.write(entries, as: .jsonl).utf8), format: .jsonl)
    }
}

extension Importer {
    /// Imports a document that has no name.
    @discardableResult
    func apply(_ document: Document, book: String) throws -> Outcome {
        try apply(ImportSource(document, name: "test", sha256: String(repeating: "0", count: 64)), book: book)
    }
}
