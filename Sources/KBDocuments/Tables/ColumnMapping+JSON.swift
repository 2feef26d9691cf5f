import KBText

extension ColumnMapping {
    /// The mapping as a JSON object, by which a file remembers how a document was read.
    package var json: String {
        var members: [(String, JSONValue)] = ColumnRole.allCases.compactMap { role in
            self[role].map { (role.rawValue, .string($0)) }
        }
        if let hasHeader { members.append(("header", .bool(hasHeader))) }
        return JSONValue.object(members).text
    }

    /// Reads ``json``; what is no such object maps nothing.
    package init(json: String) {
        self.init()
        for member in EntryField.list(json: json) {
            if let role = ColumnRole(rawValue: member.name) {
                self[role] = member.text
            } else if member.name == "header" {
                hasHeader = member.text == "true"
            }
        }
    }
}
