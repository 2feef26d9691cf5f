import Foundation
import KBCore
import KBDocuments
import TestSupport

typealias TemporaryPlace = TestSupport.TemporaryPlace
typealias PlainSQLite = TestSupport.PlainSQLite

extension TemporaryPlace {
    /// Opens or makes a knowledge base in the folder.
    func store(_ name: String = "kb.db") throws -> Store { try Store(path: path(name), access: .creating) }
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
    func apply(_ document: Document, book: String) throws -> ImportOutcome {
        try apply(ImportSource(document, name: "test", sha256: String(repeating: "0", count: 64)), book: book)
    }
}
