import KBCore
import KBPresentation
import KBText

/// `search`: what `kb query --json` prints.
enum SearchTool: Tool {
    static let name = "search"
    static let definition = JSONValue.tool(
        name,
        "Find codes by a number, name, exception, error message or words, Chinese or English. Best first.",
        takes: .schema(
            [
                ("query", .type("string", "one line, as it stands")), ("book", .book),
                (
                    "limit",
                    .type(
                        "integer", nil,
                        [("minimum", .number(1)), ("maximum", .number(20)), ("default", .number(5))])
                ),
            ], required: ["query"]),
        returns: .objects("results", having: JSONValue.entry))

    static func call(_ arguments: Arguments, _ caller: Caller) throws -> ToolResult {
        let query = try arguments.text("query")
        let limit = try arguments.number("limit", in: 1...20, else: 5)
        return try caller.base.read { store in
            let answer = try caller.base.search(
                query, in: arguments.book(caller.base, store), limit: limit, store)
            return ToolResult(
                name: "results", items: answer.results.map { object($0, of: answer) },
                links: answer.results.map(\.code.reference),
                // Some codes have a hundred other names; the one that answered stands in match.
                widest: ShownText.Limit(text: 1000, list: 10))
        }
    }

    /// The object without what only a program that draws the text can use.
    private static func object(_ result: SearchResult, of answer: SearchAnswer) -> JSONValue {
        .object(
            ResultJSON.members(of: result, in: answer).map { name, value in
                guard name == "match", case .object(let match) = value else { return (name, value) }
                return (name, .object(match.filter { !["marks", "score", "parts"].contains($0.0) }))
            })
    }
}
