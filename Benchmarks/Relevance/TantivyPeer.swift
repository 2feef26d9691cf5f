import Foundation
import KBDocuments

/// Tantivy through its Python package, by the script next to this folder.
struct TantivyPeer: Peer {
    /// The script's exit status where Python has no such package.
    private static let unavailable: Int32 = 69

    private struct Input: Encodable {
        var entries: [[String]]
        var queries: [String]
    }

    let name = "Tantivy"
    let python: String
    let script: URL
    let folder: URL
    let entries: [Entry]

    /// Whether this Python has the package.
    func isAvailable() throws -> Bool {
        let (status, _) = try ask([])
        guard status == 0 || status == Self.unavailable else { throw CocoaError(.executableLoad) }
        return status == 0
    }

    func answers(to queries: [String]) throws -> [[String]] {
        let (status, output) = try ask(queries)
        guard status == 0 else { throw CocoaError(.executableLoad) }
        return try JSONDecoder().decode([[String]].self, from: output)
    }

    private func ask(_ queries: [String]) throws -> (status: Int32, output: Data) {
        let input = folder.appending(path: "tantivy.json")
        try JSONEncoder().encode(
            Input(entries: entries.map { [$0.code, $0.name, $0.description] }, queries: queries)
        ).write(to: input)
        return try Script.run([python, script.path(), input.path()])
    }
}
