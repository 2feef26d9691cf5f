import KBText

extension Entry {
    /// The entry as an object on one line; without a qualifier or fields there is no such key.
    var jsonText: String {
        var members: [(String, JSONValue)] = [("code", .string(code)), ("name", .string(name))]
        if let qualifier { members.append(("qualifier", .string(qualifier))) }
        members.append(("description", .string(description)))
        if !fields.isEmpty { members.append(("fields", .object(fields.map { ($0.name, .string($0.text)) }))) }
        return JSONValue.object(members).text(.readable)
    }
}
