import KBCore
import KBPresentation
import KBText
import Synchronization

/// The interface for programs: `/api/v1`.
///
/// Its objects are those that the command line prints with `--json`; docs/json.md describes them.
package struct API {
    /// What stands in the path behind `/api/`; it changes only as docs/versioning.md says.
    package static let version = "v1"

    let call: Call

    init(_ call: Call) { self.call = call }

    var base: ServerBase { call.base }
    var links: Links { call.links }
    var query: Fields { call.query }
    var writing: NoteWriting { NoteWriting(base: base, author: call.visitor.author) }

    /// The answer of the endpoint that the path and the method name.
    func answer() throws -> WebResponse {
        guard call.path.count >= 3, call.path[1] == Self.version else { throw WebError.noPage }
        let path = Array(call.path.dropFirst(2))
        let method = call.request.method == "HEAD" ? "GET" : call.request.method
        let here = Endpoint.all.filter { $0.values(of: path) != nil }
        guard !here.isEmpty else { throw WebError.noPage }
        guard let endpoint = here.first(where: { $0.method == method }),
            let values = endpoint.values(of: path)
        else {
            let methods = here.map(\.method)
            throw WebError.wrongMethod(allowed: methods + (methods.contains("GET") ? ["HEAD"] : []))
        }
        try query.check(only: endpoint.parameters.map(\.name))
        if endpoint.writes { try call.checkWriting() }
        return tagged(try endpoint.answer(self, values))
    }

    /// An answer with its entity tag; nothing but the tag where the client has it already.
    private func tagged(_ response: WebResponse) -> WebResponse {
        var response = response
        guard call.request.isSafe, response.status == 200, case .bytes(let bytes) = response.body else {
            return response
        }
        let tag = response.header("etag") ?? "\"\(SHA256.hexadecimal(of: bytes).prefix(32))\""
        response.set("etag", tag)
        let known = call.request.list("if-none-match").map {
            $0.hasPrefix("W/") ? String($0.dropFirst(2)) : $0
        }
        guard known.contains(tag) || known == ["*"] else { return response }
        var unchanged = WebResponse(empty: 304)
        unchanged.headers = response.headers.filter { ["etag", "vary", "link"].contains($0.name) }
        return unchanged
    }

    // MARK: - What the client sends

    /// The object in the body.
    ///
    /// - Parameter names: The members that it may have.
    /// - Returns: The object, which has no others and none twice.
    /// - Throws: ``WebError/badType(expected:)``, ``WebError/badJSON``, ``WebError/unknownField(_:known:)``.
    func object(only names: [String]) throws -> JSONValue {
        let type = call.request.header("content-type")?.prefix { $0 != ";" }.lowercased().trimmedOfSpace
        guard type == "application/json" else { throw WebError.badType(expected: "application/json") }
        guard let value = call.request.body.withUnsafeBytes({ JSONValue(reading: $0) }),
            case .object(let members) = value
        else { throw WebError.badJSON }
        for (index, member) in members.enumerated() {
            guard names.contains(member.0) else { throw WebError.unknownField(member.0, known: names) }
            guard !members[..<index].contains(where: { $0.0 == member.0 }) else {
                throw WebError.repeatedField(member.0)
            }
        }
        return value
    }

    /// The revisions that `If-Match` names.
    ///
    /// - Throws: ``WebError/needsMatch``.
    func matched() throws -> Set<String> {
        let tags = call.request.list("if-match")
        let names = tags.flatMap { tag -> [String] in
            guard tag.hasPrefix("\""), tag.hasSuffix("\""), tag.count > 2 else { return [] }
            return tag.dropFirst().dropLast().split(separator: ".").map(String.init)
        }
        guard !names.isEmpty else { throw WebError.needsMatch }
        return Set(names)
    }

    // MARK: - What the client gets

    /// Forms of a list.
    enum Form: String, CaseIterable {
        case json, ndjson, csv

        var type: String {
            switch self {
            case .json: "application/json"
            case .ndjson: "application/x-ndjson"
            case .csv: "text/csv; charset=utf-8"
            }
        }
    }

    /// The form that is asked for: by `format`, or else by `Accept`.
    func form() throws -> Form {
        if let name = try query.text("format") {
            guard let form = Form(rawValue: name) else {
                throw WebError.badField(
                    "format", expected: Form.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return form
        }
        for part in call.request.list("accept") {
            switch part.prefix(while: { $0 != ";" }).lowercased().trimmedOfSpace {
            case "application/x-ndjson", "application/jsonl": return .ndjson
            case "text/csv": return .csv
            case "application/json", "application/*", "*/*", "text/html": return .json
            default: continue
            }
        }
        guard call.request.list("accept").isEmpty else { throw WebError.notAcceptable }
        return .json
    }

    /// A list that is there as a whole.
    func list(
        _ name: String, _ items: [JSONValue], columns: [String], next: String? = nil,
        besides: [(String, JSONValue)] = []
    )
        throws -> WebResponse
    {
        var response: WebResponse
        switch try form() {
        case .json:
            response = WebResponse(
                json: .object(
                    [JSONValue.format, (name, .array(items))] + besides + [("next", .optional(next))]))
        case .ndjson:
            response = WebResponse(text: items.map { $0.text + "\n" }.joined(), type: Form.ndjson.type)
        case .csv:
            response = WebResponse(
                text: ([CSV.header(columns)] + items.map { CSV.row($0, columns) }).joined(),
                type: Form.csv.type)
        }
        if let next { response.set("link", "<\(next)>; rel=\"next\"") }
        response.set("vary", "Accept")
        return response
    }

    /// A list by the page; without a limit, in a form that streams, all of it.
    ///
    /// - Parameters:
    ///   - name: What the items are called together.
    ///   - columns: The members that a table has.
    ///   - most: The most items of a page.
    ///   - first: The last item of the page before; nil for the first page.
    ///   - read: Reads the page after an item; nil for the first one.
    ///   - object: An item as an object.
    ///   - key: What names an item in `after`.
    /// - Returns: The page, or a stream of all.
    /// - Throws: ``WebError``, and what `read` throws.
    func pages<Item: Sendable>(
        _ name: String, columns: [String], most: Int = 1000, after first: Item?,
        read: @escaping @Sendable (ServerBase, Item?, Int) throws -> [Item],
        object: @escaping @Sendable (Item) -> JSONValue, key: (Item) -> String
    ) throws -> WebResponse {
        let form = try form()
        let isWhole = try query.text("limit") == nil && form != .json
        let limit = try query.number("limit", in: 1...most, else: 100)
        guard isWhole else {
            let found = try read(base, first, limit + 1)
            let shown = Array(found.prefix(limit))
            let next =
                found.count > limit
                ? shown.last.map { call.address(without: "after", adding: [("after", key($0))]) } : nil
            return try list(name, shown.map(object), columns: columns, next: next)
        }
        let walk = Walk(base: base, last: first, read: read)
        var response = WebResponse(empty: 200)
        response.headers = [("content-type", form.type), ("vary", "Accept")]
        response.body = .pieces {
            guard let page = try walk.next() else { return nil }
            var text = page.isFirst && form == .csv ? CSV.header(columns) : ""
            for item in page.items {
                text += form == .csv ? CSV.row(object(item), columns) : object(item).text + "\n"
            }
            return text
        }
        return response
    }
}

/// The pages of a list, one after another.
private final class Walk<Item: Sendable>: Sendable {
    private struct State {
        var last: Item?
        var isFirst = true
        var isOver = false
    }

    private let base: ServerBase
    private let read: @Sendable (ServerBase, Item?, Int) throws -> [Item]
    private let state: Mutex<State>

    init(
        base: ServerBase, last: Item?, read: @escaping @Sendable (ServerBase, Item?, Int) throws -> [Item]
    ) {
        (self.base, self.read) = (base, read)
        state = Mutex(State(last: last))
    }

    /// The next page, which is empty where the list is; nil after the last one.
    func next() throws -> (items: [Item], isFirst: Bool)? {
        let size = 500
        return try state.withLock { state in
            guard !state.isOver else { return nil }
            let items = try read(base, state.last, size)
            defer { state.isFirst = false }
            if items.count < size { state.isOver = true }
            guard !items.isEmpty || state.isFirst else { return nil }
            state.last = items.last ?? state.last
            return (items, state.isFirst)
        }
    }
}
