import KBCore
import KBPresentation
import KBText

/// What a tool returns: objects of docs/json.md under one name, as many as fit.
struct ToolResult {
    /// The most bytes of a result, as it goes out.
    static let mostBytes = 16_000

    /// What the objects are called together.
    var name: String
    var items: [JSONValue]
    /// The codes that the objects are about, which are linked to.
    var links: [CodeReference] = []
    /// What else is returned.
    var besides: [(String, JSONValue)] = []
    /// How many more there are.
    var more = 0
    /// How long texts and lists may be where there is room.
    var widest = ShownText.Limit.all[0]

    /// The result of a call, not longer than ``mostBytes``.
    ///
    /// Long texts and lists are shortened first, then objects are left out from the end; `shortened` and `more` say so.
    /// What a model reads as text is the same JSON: clients of older revisions know nothing else.
    ///
    /// - Parameters:
    ///   - hasLinks: Whether the client knows links to resources.
    ///   - members: Makes the result of its members, as the protocol's revision has it.
    /// - Returns: The result.
    func fitted(hasLinks: Bool, _ members: ([(String, JSONValue)]) -> JSONValue) -> JSONValue {
        func result(_ count: Int, _ limit: ShownText.Limit, besides: [(String, JSONValue)]) -> JSONValue {
            var isShortened = false
            func shown(_ value: JSONValue) -> JSONValue { ShownText.of(value, limit, &isShortened) }
            var content: [(String, JSONValue)] = [(name, .array(items.prefix(count).map(shown)))]
            content += besides.map { ($0.0, shown($0.1)) }
            let left = more + items.count - count
            if left > 0 { content.append(("more", .number(left))) }
            if isShortened { content.append(("shortened", .bool(true))) }
            let structured = JSONValue.object(content)
            let links = hasLinks ? links.prefix(min(count, 10)).map(Self.link) : []
            return members([
                (
                    "content",
                    .array(
                        [.object([("type", .string("text")), ("text", .string(structured.text))])] + links)
                ),
                ("structuredContent", structured),
            ])
        }
        func fits(_ result: JSONValue) -> Bool { result.text.utf8.count <= Self.mostBytes }
        for limit in [widest] + ShownText.Limit.all.filter({ $0.text < widest.text }) {
            let whole = result(items.count, limit, besides: besides)
            if fits(whole) { return whole }
        }
        // The most objects that fit are found by halving.
        var (fitting, tooMany) = (0, items.count + 1)
        while tooMany - fitting > 1 {
            let middle = fitting + (tooMany - fitting) / 2
            if fits(result(middle, .least, besides: besides)) { fitting = middle } else { tooMany = middle }
        }
        let cut = result(fitting, .least, besides: besides)
        return fits(cut) ? cut : result(0, .least, besides: [])
    }

    private static func link(_ reference: CodeReference) -> JSONValue {
        .object([
            ("type", .string("resource_link")), ("uri", .string(ResourceAddress.code(reference).text)),
            ("name", .string(TerminalText.escaped(reference.description, keepingNewlines: false))),
            ("mimeType", .string(ResourceAddress.mimeType)),
        ])
    }
}
