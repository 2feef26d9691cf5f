import KBCore
import KBPresentation
import KBText

/// What can be read by its URI: the same objects as those of the tools.
enum Resources {
    /// The members of the result of `resources/list`.
    static let list: [(String, JSONValue)] = [
        (
            "resources",
            .array([
                .object([
                    ("uri", .string(ResourceAddress.books.text)), ("name", .string("books")),
                    ("description", .string("The books that there are.")),
                    ("mimeType", .string(ResourceAddress.mimeType)),
                ])
            ])
        )
    ]

    /// The members of the result of `resources/templates/list`.
    static let templates: [(String, JSONValue)] = [
        (
            "resourceTemplates",
            .array([
                template(ResourceAddress.codeTemplate, "code", "Everything about a code."),
                template(ResourceAddress.noteTemplate, "note", "A note on a code, with all its versions."),
            ])
        )
    ]

    private static func template(_ uri: String, _ name: String, _ description: String) -> JSONValue {
        .object([
            ("uriTemplate", .string(uri)), ("name", .string(name)), ("description", .string(description)),
            ("mimeType", .string(ResourceAddress.mimeType)),
        ])
    }

    /// The members of the result of `resources/read`; nil where there is no such resource, or it may not be seen.
    static func read(_ uri: String, _ base: AssistantBase) throws -> [(String, JSONValue)]? {
        guard let address = ResourceAddress(uri), let items = try objects(of: address, base) else {
            return nil
        }
        func contents(_ limit: ShownText.Limit) -> [(String, JSONValue)] {
            var isShortened = false
            let texts = items.map { ShownText.of($0, limit, &isShortened).text }
            return [
                (
                    "contents",
                    .array(
                        texts.map { text in
                            .object([
                                ("uri", .string(address.text)),
                                ("mimeType", .string(ResourceAddress.mimeType)), ("text", .string(text)),
                            ])
                        })
                )
            ]
        }
        for limit in ShownText.Limit.all {
            let members = contents(limit)
            if JSONValue.object(members).text.utf8.count <= ToolResult.mostBytes { return members }
        }
        return contents(.least)
    }

    private static func objects(of address: ResourceAddress, _ base: AssistantBase) throws -> [JSONValue]? {
        try base.read { store in
            switch address {
            case .books:
                return [.array(try base.books(store).map { BookText.json($0) })]
            case .code(let reference):
                guard base.sees(reference.book), let code = try Codes(store).find(reference) else {
                    return nil
                }
                return [try GetTool.page(of: code, base, store)]
            case .note(let name):
                do {
                    return try base.note(name, store).heads.map { JSONValue($0) }
                } catch is NoteError {
                    return nil
                }
            }
        }
    }
}
