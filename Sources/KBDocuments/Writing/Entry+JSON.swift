import KBText

extension Entry {
    /// The entry as an object on one line; without a qualifier there is no such key.
    var jsonText: String {
        var members: [(String, JSONValue)] = [("code", .string(code)), ("name", .string(name))]
        if let qualifier { members.append(("qualifier", .string(qualifier))) }
        members.append(("description", .string(description)))
        return JSONValue.object(members).text(.readable)
    }
}
