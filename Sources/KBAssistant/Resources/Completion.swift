import KBCore
import KBPresentation
import KBText

/// Completes the parts of the templates of ``Resources``.
enum Completion {
    private static let most = 100

    /// The members of the result of `completion/complete`.
    ///
    /// - Throws: ``RequestError`` for what cannot be completed.
    static func complete(_ params: JSONValue, _ base: AssistantBase) throws -> [(String, JSONValue)] {
        guard let template = params["ref"]?["uri"]?.string,
            [ResourceAddress.codeTemplate, ResourceAddress.noteTemplate].contains(template)
        else { throw RequestError.invalidParams("there is no such template") }
        guard let argument = params["argument"]?["name"]?.string,
            let beginning = params["argument"]?["value"]?.string
        else { throw RequestError.invalidParams("the argument has no name, or no value") }
        let book = params["context"]?["arguments"]?["book"]?.string
        let values: [String] = try base.read { store -> [String] in
            switch (template, argument) {
            case (ResourceAddress.codeTemplate, "book"):
                try base.books(store).map(\.book.slug).filter { $0.hasPrefix(beginning.lowercased()) }
            case (ResourceAddress.codeTemplate, "code"):
                try codes(beginning, in: book, base, store)
            default: []
            }
        }
        let shown = values.prefix(most).map { TerminalText.escaped($0, keepingNewlines: false) }
        return [
            (
                "completion",
                .object([("values", .strings(shown)), ("hasMore", .bool(values.count > shown.count))])
            )
        ]
    }

    private static func codes(
        _ beginning: String, in book: String?, _ base: AssistantBase, _ store: Store
    ) throws -> [String] {
        let books = try book.map { [$0] } ?? base.books(store).map(\.book.slug)
        var pattern = CodePattern("")
        pattern.shape = beginning.isEmpty ? .all : .beginning(beginning)
        var codes: [String] = []
        for book in books where base.sees(book) && codes.count <= most {
            pattern.book = book
            codes += try Codes(store).list(pattern, limit: most + 1 - codes.count).map(\.reference.code)
        }
        return codes
    }
}
