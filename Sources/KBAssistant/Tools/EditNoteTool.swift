import KBCore
import KBPresentation
import KBText

/// `edit_note`: what `kb note edit` does, of the revision that was read.
enum EditNoteTool: Tool {
    static let name = "edit_note"
    static let writes = true
    static let definition = JSONValue.tool(
        name,
        "Change a note's text. If it was changed since the revision that you read, nothing is written and you are shown what it says now.",
        takes: .schema(
            [
                ("note", .type("string", "the note's UUID")),
                ("revision", .type("string", "the revision that was read")),
                ("text", .type("string", "the whole new text")),
                ("tags", .texts("all of them, if they change")),
            ], required: ["note", "revision", "text"]),
        returns: .objects("notes", having: JSONValue.note), writes: true)

    static func call(_ arguments: Arguments, _ caller: Caller) throws -> ToolResult {
        let base = caller.base
        let (name, revision) = (try arguments.text("note"), try arguments.text("revision"))
        let text = try arguments.text("text", most: Note.longestBody)
        let tags = try arguments.texts("tags")
        return try base.write { store in
            let merge = try base.note(name, store)
            guard var note = merge.heads.first, !merge.isConflict else { throw ChangedNote(now: merge.heads) }
            if note.revision != revision {
                // The answer to the same request may have been lost.
                let state = try Notes(store).history(note.uuid).first { $0.revision == note.revision }
                guard note.body == text, state?.parents == [revision] else { throw ChangedNote(now: [note]) }
                return ToolResult(name: "notes", items: [JSONValue(note)], links: [note.reference])
            }
            note.body = text
            note.tags = (tags ?? note.tags).filter { $0 != AssistantNote.tag } + [AssistantNote.tag]
            note.author = AssistantNote.author(base.options.author, via: caller.client)
            do {
                note = try Notes(store).edit(note)
            } catch NoteError.changedMeanwhile(_, let now) {
                throw ChangedNote(now: now)
            }
            return ToolResult(name: "notes", items: [JSONValue(note)], links: [note.reference])
        }
    }
}

/// A note is no longer what was read; `now` is what it is, several versions where it is in conflict.
struct ChangedNote: Error {
    var now: [Note]
}
