import KBCore
import KBPresentation
import KBText

/// `add_note`: what `kb note add` does, once however often it is asked.
enum AddNoteTool: Tool {
    static let name = "add_note"
    static let writes = true
    static let definition = JSONValue.tool(
        name, "Note on a code what the user asks to keep. The same request again changes nothing.",
        takes: .schema(
            [
                ("code", .type("string", "such as http:404")), ("book", .book),
                ("text", .type("string", "Markdown")), ("tags", .texts("without #")),
                ("request", .type("string", "a new UUID, which becomes the note's")),
            ], required: ["code", "text", "request"]),
        returns: .objects("notes", having: JSONValue.note), writes: true)

    static func call(_ arguments: Arguments, _ caller: Caller) throws -> ToolResult {
        let base = caller.base
        let (code, text) = (try arguments.text("code"), try arguments.text("text", most: Note.longestBody))
        let tags = try arguments.texts("tags") ?? []
        let name = try arguments.text("request", most: 36).lowercased()
        guard name.isUUID else { throw BadArgument("request", expected: "a UUID") }
        return try base.write { store in
            let reference = try base.code(code, in: arguments.book(base, store), store).reference
            if let known = try? Notes(store).history(name) {
                guard let first = known.first, first.reference == reference, first.body == text else {
                    throw BadArgument("request", expected: "another UUID: this one is another note's")
                }
                return ToolResult(
                    name: "notes", items: try base.note(name, store).heads.map { JSONValue($0) })
            }
            var draft = NoteDraft(
                reference: reference, body: text, tags: tags + [AssistantNote.tag],
                author: AssistantNote.author(base.options.author, via: caller.client))
            draft.uuid = name
            let note = try Notes(store).add(draft)
            return ToolResult(name: "notes", items: [JSONValue(note)], links: [reference])
        }
    }
}
