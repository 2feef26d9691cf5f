import KBCore
import KBPresentation
import KBText

/// A request that has been let in, and what it takes to answer it.
struct Call {
    let request: WebRequest
    /// The parts of the path, decoded, without what stands before all paths.
    let path: [String]
    let query: Fields
    let visitor: Visitor
    let base: ServerBase
    let links: Links
    let metrics: Metrics
    /// How the reader's browser sees this server, such as `http://127.0.0.1:8732`.
    let origin: String

    var options: ServerOptions { base.options }

    /// The fields of a form.
    ///
    /// - Throws: ``WebError/badType(expected:)``, ``WebError/badEncoding``.
    func form() throws -> Fields {
        let expected = "application/x-www-form-urlencoded"
        let type = request.header("content-type")?.prefix { $0 != ";" }.lowercased().trimmedOfSpace
        guard type == expected else { throw WebError.badType(expected: expected) }
        guard let text = String(validating: request.body, as: UTF8.self) else { throw WebError.badEncoding }
        return try Fields(text)
    }

    /// Makes sure that the visitor may write.
    ///
    /// - Throws: ``WebError/readOnly``, ``WebError/needsToken``, ``WebError/notPermitted``.
    func checkWriting() throws {
        guard !options.isReadOnly else { throw WebError.readOnly }
        guard visitor.mayWrite else {
            throw visitor.isKnown ? WebError.notPermitted : WebError.needsToken
        }
    }

    /// The path and query that were asked for, with the fields of the query that are kept.
    func address(without name: String? = nil, adding pairs: [(String, String)] = []) -> String {
        let kept = query.pairs.filter { $0.name != name }.map { ($0.name, $0.value) } + pairs
        let path = "\(links.base)/" + path.map(\.percentEncoded).joined(separator: "/")
        return kept.isEmpty ? path : path + "?" + Fields.query(kept)
    }
}
