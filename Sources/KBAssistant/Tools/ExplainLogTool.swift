import KBCore
import KBLogs
import KBPresentation
import KBText

/// `explain_log`: what `kb scan --json` prints of a text, and what the team has noted on the codes.
enum ExplainLogTool: Tool {
    private static let mostCodes = 50
    private static let mostNotes = 20
    /// So many different lines without a code in a usual place are searched for one.
    private static let mostSearched = 20

    static let name = "explain_log"
    static let definition = JSONValue.tool(
        name,
        "The codes in a log excerpt or stack trace, most frequent first, with the team's notes. Takes text, no path.",
        takes: .schema(
            [("text", .type("string", "at most 256 kB")), ("book", .book)], required: ["text"]),
        returns: .objects(
            "codes", having: [("code", "string"), ("count", "integer"), ("samples", "array")],
            besides: [("notes", .type("array")), ("lines", .type("integer"))]))

    static func call(_ arguments: Arguments, _ caller: Caller) throws -> ToolResult {
        let text = try arguments.text("text", most: 256 << 10)
        return try caller.base.read { store in
            let book = try arguments.book(caller.base, store)
            var log = LogExcerpt(text, caller.base, store)
            try log.scan(in: book)
            try log.searchRest(in: book, most: mostSearched)
            let found = log.found.prefix(mostCodes)
            let notes = found.flatMap(\.code.notes).prefix(mostNotes)
            return ToolResult(
                name: "codes", items: found.map { log.object($0) },
                links: found.compactMap(\.code.code?.reference),
                besides: [
                    ("notes", .array(notes.map { JSONValue($0) })), ("lines", .number(log.lines)),
                ], more: log.found.count - found.count)
        }
    }
}
