import KBCore
import KBPresentation
import KBText

/// `get`: what `kb show --json` prints.
enum GetTool: Tool {
    static let name = "get"
    static let definition = JSONValue.tool(
        name, "Everything about one code: text, other names, related codes, the team's notes.",
        takes: .schema(
            [
                ("code", .type("string", "such as 404 or http:404")), ("book", .book),
                ("history", .type("boolean", "earlier texts, too")),
            ], required: ["code"]),
        returns: .objects("codes", having: JSONValue.entry))

    static func call(_ arguments: Arguments, _ caller: Caller) throws -> ToolResult {
        let (base, code) = (caller.base, try arguments.text("code"))
        let showsHistory = try arguments.flag("history")
        return try base.read { store in
            let codes = try base.codes(code, in: arguments.book(base, store), store)
            let pages = try codes.map { try page(of: $0, history: showsHistory, base, store) }
            return ToolResult(name: "codes", items: pages, links: codes.map(\.reference))
        }
    }

    /// The object of a code.
    static func page(
        of code: Code, history: Bool = false, _ base: AssistantBase, _ store: Store
    ) throws -> JSONValue {
        try CodePage(
            base.details(of: code, store),
            history: history ? ChangeLog(store).history(of: code.reference) : nil
        ).json
    }
}
