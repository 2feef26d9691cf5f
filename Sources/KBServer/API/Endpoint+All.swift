import KBCore
import KBText

extension Endpoint {
    /// Everything that programs can ask for.
    static let all: [Endpoint] = reading + writing

    private static let streams = ["application/x-ndjson", "text/csv"]

    private static let reading: [Endpoint] = [
        Endpoint(
            method: "GET", path: ["search"], summary: "Find codes, best first.",
            parameters: [
                .text("q", "Whatever a person remembers: every text is a query.", required: true), .book,
                .number("limit", 1...100, 10, "The most results."),
                .choice("explain", ["0", "1"], "Whether each result says in a sentence why it is there."),
                .form,
            ], types: streams, answer: { api, _ in try api.search() }),
        Endpoint(
            method: "GET", path: ["codes"], summary: "Codes in the order of their documents.",
            parameters: [
                .book, .text("class", "Only codes that begin so, such as 4xx, 50 or 507-511."),
                .choice("state", ["active", "retired"], "Only such codes."), .after,
                .number("limit", 1...1000, 100, "The most codes of a page."), .form,
            ], types: streams, answer: { api, _ in try api.codes() }),
        Endpoint(
            method: "GET", path: ["codes", "{book}", "{code}"], summary: "Everything about a code.",
            parameters: [.choice("history", ["0", "1"], "Whether its earlier texts are there, too.")],
            statuses: [404: "There is no such code."],
            answer: { api, path in try api.code(path["book"] ?? "", path["code"] ?? "") }),
        Endpoint(
            method: "GET", path: ["books"], summary: "The books.", parameters: [.form], types: streams,
            answer: { api, _ in try api.books() }),
        Endpoint(
            method: "GET", path: ["notes"], summary: "Notes, newest first.",
            parameters: [
                .text("tag", "Only notes with this tag."), .book,
                .text("code", "Only notes on this code, such as http:404."),
                .text("author", "Only notes of this person."),
                .choice("kind", ["all", "annotations", "orphaned"], "Only notes of this kind."), .after,
                .number("limit", 1...1000, 100, "The most notes of a page."), .form,
            ], types: streams, answer: { api, _ in try api.notes() }),
        Endpoint(
            method: "GET", path: ["notes", "{note}"],
            summary: "A note; one with two versions as in kb note conflicts. ETag names its revisions.",
            statuses: [404: "There is no such note."],
            answer: { api, path in try api.note(path["note"] ?? "") }),
        Endpoint(
            method: "GET", path: ["notes", "{note}", "history"],
            summary: "The states of a note, oldest first.",
            parameters: [.form], statuses: [404: "There is no such note."], types: streams,
            answer: { api, path in try api.history(path["note"] ?? "") }),
        Endpoint(
            method: "GET", path: ["conflicts"], summary: "The notes with two versions.",
            answer: { api, _ in try api.conflicts() }),
        Endpoint(
            method: "GET", path: ["tags"], summary: "The tags of notes, the most used first.",
            parameters: [.book, .form], types: streams, answer: { api, _ in try api.tags() }),
        Endpoint(
            method: "GET", path: ["changes"],
            summary: "What was changed last; as text/event-stream, an event after each change from now on.",
            parameters: [
                .book, .text("author", "Only what this person did."),
                .number("limit", 1...500, 50, "The most changes."), .form,
            ], types: streams + ["text/event-stream"], answer: { api, _ in try api.changes() }),
        Endpoint(
            method: "GET", path: ["stats"], summary: "The numbers of the knowledge base.",
            answer: { api, _ in try api.stats() }),
        Endpoint(
            method: "GET", path: ["openapi.json"], summary: "This document.",
            answer: { api, _ in WebResponse(json: OpenAPI.document(api.links)) }),
    ]

    private static let writing: [Endpoint] = [
        Endpoint(
            method: "POST", path: ["notes"],
            summary:
                "Write a note. The same UUID again is the same note: a repeated request changes nothing.",
            content: Content(
                type: "application/json", schema: noteSchema(required: ["book", "code", "body"])),
            writes: true,
            statuses: [
                201: "The note is new.", 404: "There is no such code.",
                409: "The UUID is another note's, or the text does not have the passage.",
            ], answer: { api, _ in try api.addNote(isAnnotation: false) }),
        Endpoint(
            method: "POST", path: ["annotations"], summary: "Write a note on a passage of a code's text.",
            content: Content(
                type: "application/json", schema: noteSchema(required: ["book", "code", "body", "anchor"])),
            writes: true,
            statuses: [
                201: "The annotation is new.", 404: "There is no such code.",
                409: "The text does not have the passage, or has it several times.",
            ], answer: { api, _ in try api.addNote(isAnnotation: true) }),
        Endpoint(
            method: "PUT", path: ["notes", "{note}"],
            summary: "Change a note's text. Of a note with two versions, the text takes the place of both.",
            parameters: [
                .choice("keep", ["both"], "Write the text beside the one that the note has got meanwhile.")
            ],
            content: Content(
                type: "application/json",
                schema: .object([
                    ("type", .string("object")), ("additionalProperties", .bool(false)),
                    (
                        "properties",
                        .object([
                            ("body", .object([("type", .string("string"))])), ("tags", strings),
                        ])
                    ), ("required", .strings(["body"])),
                ])), writes: true, takesMatch: true,
            statuses: [
                404: "There is no such note.", 412: "It has other revisions by now: `heads` has them.",
                428: "If-Match is missing.",
            ], answer: { api, path in try api.editNote(path["note"] ?? "") }),
        Endpoint(
            method: "DELETE", path: ["notes", "{note}"], summary: "Remove a note; its history stays.",
            writes: true, takesMatch: true,
            statuses: [
                204: "The note is gone.", 404: "There is no such note.",
                412: "It has other revisions by now: `heads` has them.", 428: "If-Match is missing.",
            ], answer: { api, path in try api.removeNote(path["note"] ?? "") }),
        Endpoint(
            method: "POST", path: ["scan"],
            summary:
                "The codes in a piece of a log or a stack trace, with the notes on them. Nothing is kept.",
            parameters: [.book],
            content: Content(type: "text/plain", schema: .object([("type", .string("string"))])),
            answer: { api, _ in try api.scan() }),
    ]

    private static let strings = JSONValue.object([
        ("type", .string("array")), ("items", .object([("type", .string("string"))])),
    ])

    private static func noteSchema(required: [String]) -> JSONValue {
        func text(_ about: String) -> JSONValue {
            .object([("type", .string("string")), ("description", .string(about))])
        }
        return .object([
            ("type", .string("object")), ("additionalProperties", .bool(false)),
            (
                "properties",
                .object([
                    ("book", text("The slug of the book.")), ("code", text("The code.")),
                    ("body", text("The text, Markdown.")), ("tags", strings),
                    ("note", text("A new UUID, which becomes the note's.")),
                    (
                        "anchor",
                        .object([
                            ("type", .string("object")), ("additionalProperties", .bool(false)),
                            (
                                "properties",
                                .object([
                                    ("exact", text("The passage, word for word.")),
                                    (
                                        "field",
                                        .object([
                                            ("type", .string("string")),
                                            ("enum", .strings(["name", "description"])),
                                        ])
                                    ),
                                    (
                                        "start",
                                        .object([
                                            ("type", .string("integer")),
                                            (
                                                "description",
                                                .string("Where it begins, in Unicode scalars from 0.")
                                            ),
                                        ])
                                    ),
                                    ("prefix", text("What stands before it.")),
                                    ("suffix", text("What stands after it.")),
                                ])
                            ), ("required", .strings(["exact"])),
                        ])
                    ),
                ])
            ), ("required", .strings(required)),
        ])
    }
}
