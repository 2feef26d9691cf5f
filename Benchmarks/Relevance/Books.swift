import Foundation
import KBCore
import KBDocuments

/// The four books in one file, with the aliases and synonyms of the seed; and what peers make of each.
struct Books {
    let knowledge: KnowledgeBase
    /// Their names, in the order of columns.
    private(set) var peerNames = SQLitePeer.names
    private var peers: [String: [any Peer]] = [:]

    /// Makes the file and the peers' indexes.
    ///
    /// - Parameters:
    ///   - root: The repository.
    ///   - folder: An empty folder to work in.
    ///   - python: A Python that may have the package of Tantivy.
    /// - Throws: What importing throws; also where a script fails.
    init(root: URL, folder: URL, python: String?) throws {
        knowledge = try KnowledgeBase(folder.appending(path: "kb.db").path(), creatingIfMissing: true)
        let business = folder.appending(path: "pay.csv")
        let (status, table) = try Script.run([root.appending(path: "scripts/make-business-book").path()])
        guard status == 0 else { throw CocoaError(.executableLoad) }
        try table.write(to: business)
        let seed = root.appending(path: "seed")
        let documents = [
            ("http", seed.appending(path: "codes.txt")), ("errno", seed.appending(path: "errno.txt")),
            ("smtp", seed.appending(path: "smtp.txt")), ("pay", business),
        ]
        for (book, document) in documents {
            try knowledge.importDocument(document.path(), ImportJob.Options(book: book))
            let entries = try DocumentReader.read(Data(contentsOf: document)).entries
            peers[book] = try SQLitePeer.all(entries)
            guard let python else { continue }
            let tantivy = TantivyPeer(
                python: python, script: root.appending(path: "Benchmarks/tantivy-answers"), folder: folder,
                entries: entries)
            guard try tantivy.isAvailable() else { continue }
            peers[book]?.append(tantivy)
            if peerNames.last != tantivy.name { peerNames.append(tantivy.name) }
        }
    }

    /// What the peers answer to queries on a book, by their names.
    func peerAnswers(to queries: [String], on book: String) throws -> [String: [[CodeReference]]] {
        try (peers[book] ?? []).reduce(into: [:]) { answers, peer in
            answers[peer.name] = try peer.answers(to: queries).map { codes in
                codes.map { CodeReference(book: book, code: $0) }
            }
        }
    }

    /// What kb answers in one book, or in all of them.
    func answer(to query: String, in book: String? = nil) throws -> [CodeReference] {
        try knowledge.search(query, in: book).results.map(\.code.reference)
    }
}
