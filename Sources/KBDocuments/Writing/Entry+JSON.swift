import KBText

extension Entry {
    /// The entry as an object on one line; what it does not have has no key.
    var jsonText: String {
        var members: [(String, JSONValue)] = book.map { [("book", .string($0))] } ?? []
        members += [("code", .string(code)), ("name", .string(name))]
        if let qualifier { members.append(("qualifier", .string(qualifier))) }
        members.append(("description", .string(description)))
        if !aliases.isEmpty { members.append(("aliases", .array(aliases.map(\.json)))) }
        if !translations.isEmpty {
            members.append(("translations", .object(translations.map { ($0.language, $0.json) })))
        }
        let fields = fieldsBesidesBook
        if !fields.isEmpty { members.append(("fields", .object(fields.map { ($0.name, .string($0.text)) }))) }
        return JSONValue.object(members).text(.readable)
    }
}

extension EntryAlias {
    /// The name, with its language and source where they are known.
    fileprivate var json: JSONValue {
        guard !language.isEmpty || !source.isEmpty else { return .string(text) }
        let members = [("alias", text), ("language", language), ("source", source)]
        return .object(members.filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) })
    }
}

extension EntryTranslation {
    fileprivate var json: JSONValue {
        .object(
            [("name", name), ("description", description)].filter { !$0.1.isEmpty }.map {
                ($0.0, .string($0.1))
            })
    }
}
