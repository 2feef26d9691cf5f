import KBDocuments

/// Something else that answers queries with codes of one book, best first.
protocol Peer {
    var name: String { get }
    func answers(to queries: [String]) throws -> [[String]]
}
