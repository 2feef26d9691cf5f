import KBPresentation
import KBText

/// `list_books`: what `kb book list --json` prints.
enum ListBooksTool: Tool {
    static let name = "list_books"
    static let definition = JSONValue.tool(
        name, "The books that there are, with numbers of codes and notes.",
        takes: .schema([], required: []),
        returns: .objects("books", having: [("book", "string"), ("title", "string"), ("active", "integer")]))

    static func call(_ arguments: Arguments, _ caller: Caller) throws -> ToolResult {
        try caller.base.read { store in
            ToolResult(name: "books", items: try caller.base.books(store).map { BookText.json($0) })
        }
    }
}
