import Foundation
import KBCore
import KBDocuments

/// The documents of the project, and knowledge bases made of them.
enum Material {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let seed = root.appending(path: "seed")
    private static let fixtures = root.appending(path: "Tests/KBDocumentsTests/Fixtures")
    private static let books = [("http", "codes.txt"), ("errno", "errno.txt"), ("smtp", "smtp.txt")]

    /// The bytes of real documents of several formats, which their names tell.
    static func documents() throws -> [(bytes: [UInt8], format: DocumentFormat?)] {
        let files = try FileManager.default.contentsOfDirectory(at: fixtures, includingPropertiesForKeys: nil)
            .sorted { $0.path() < $1.path() }
        return try (books.map { seed.appending(path: $0.1) } + files).map {
            (Array(try Data(contentsOf: $0)), DocumentFormat(fileExtension: $0.pathExtension))
        }
    }

    /// The entries of all books.
    static func entries() throws -> [Entry] {
        try books.flatMap { try DocumentReader.read(Data(contentsOf: seed.appending(path: $0.1))).entries }
    }

    /// The aliases of all books.
    static func aliases() throws -> [AliasEntry] { try WordList.aliases(try list("aliases.tsv")) }

    /// The groups of synonyms.
    static func synonyms() throws -> [[String]] { try WordList.synonyms(try list("synonyms.tsv")) }

    private static func list(_ name: String) throws -> String {
        try String(contentsOf: seed.appending(path: name), encoding: .utf8)
    }

    /// Makes a knowledge base of the books, with the lists of words if they are wanted.
    static func make(_ path: String, books: [String], withWords: Bool) throws -> Store {
        let store = try Store(path: path, access: .creating, longestRead: 20)
        let importer = Importer(store)
        let sum = String(repeating: "0", count: 64)
        for (book, name) in Self.books where books.contains(book) {
            let document = try DocumentReader.read(Data(contentsOf: seed.appending(path: name)))
            _ = try importer.apply(ImportSource(document, name: name, sha256: sum), book: book)
        }
        guard withWords else { return store }
        try importer.apply(
            WordLists(
                aliases: .init(path: "aliases.tsv", sha256: sum, try aliases()),
                synonyms: .init(path: "synonyms.tsv", sha256: sum, try synonyms())))
        return store
    }

    /// Fails where a knowledge base is not as it should be.
    static func checkHealth(_ store: Store) throws {
        let faults = try Health(store).check()
        try expect(faults.isEmpty, "\(store.path) is not as it should be: \(faults)")
    }

    /// Fails where a knowledge base in a folder is not as it should be.
    static func checkHealth(ofAllIn folder: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".db") {
            try checkHealth(Store(path: folder + "/" + name, access: .existing))
        }
    }
}
