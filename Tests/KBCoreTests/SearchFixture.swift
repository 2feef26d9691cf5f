import Foundation
import GRDB
import KBDocuments

@testable import KBCore

/// Knowledge bases of one document each, with the aliases and synonyms of the seed, made once for all tests.
enum SearchFixture {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let relevance = root.appending(path: "Tests/KBCoreTests/relevance")

    static let http = Result { try make("http", root.appending(path: "seed/codes.txt")) }
    static let errno = Result { try make("errno", root.appending(path: "seed/errno.txt")) }
    static let smtp = Result { try make("smtp", root.appending(path: "seed/smtp.txt")) }

    static func store(of book: String) throws -> Store {
        switch book {
        case "errno": try errno.get()
        case "smtp": try smtp.get()
        default: try http.get()
        }
    }

    /// A new knowledge base in a temporary folder that the system clears.
    static func make(_ book: String, _ document: URL? = nil) throws -> Store {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kb-search-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let store = try Store(path: folder.appending(path: "kb.db").path(), access: .creating)
        guard let document else { return store }
        let importer = Importer(store)
        let sum = String(repeating: "0", count: 64)
        _ = try importer.apply(
            ImportSource(
                try DocumentReader.read(Data(contentsOf: document)), name: document.lastPathComponent,
                sha256: sum),
            book: book)
        let aliases = try String(contentsOf: root.appending(path: "seed/aliases.tsv"), encoding: .utf8)
        let synonyms = try String(contentsOf: root.appending(path: "seed/synonyms.tsv"), encoding: .utf8)
        let lists = WordLists(
            aliases: .init(path: "aliases.tsv", sha256: sum, try WordList.aliases(aliases)),
            synonyms: .init(path: "synonyms.tsv", sha256: sum, try WordList.synonyms(synonyms)))
        try importer.apply(lists)
        return store
    }

    /// The codes that a query finds, best first.
    static func codes(_ query: String, book: String = "http", limit: Int = 10) throws -> [String] {
        try results(query, book: book, limit: limit).map(\.code.reference.code)
    }

    static func results(_ query: String, book: String = "http", limit: Int = 10) throws -> [SearchResult] {
        try Searcher(store(of: book)).search(query, .init(limit: limit)).results
    }
}
