import KBText

/// Why what a person has typed is no entry.
package enum EntryFault: Error, Hashable, Sendable {
    /// The text cannot be a code.
    case code(String, CodeFault)
    /// There is no name.
    case noName(code: String)
    /// A text has a U+0000.
    case nul
}

extension Entry {
    /// Makes an entry of what a person has typed, in the normal form that readers give entries.
    ///
    /// - Parameters:
    ///   - code: The code.
    ///   - name: The name; a bracketed part at its end is the qualifier where none is given.
    ///   - qualifier: What the name is limited to; empty or nil for nothing.
    ///   - description: The description.
    ///   - fields: What else there is to say, none empty.
    /// - Throws: ``EntryFault``.
    package init(
        checking code: String, name: String, qualifier: String? = nil, description: String,
        fields: [EntryField] = []
    ) throws(EntryFault) {
        if let fault = CodeFault(in: code) { throw .code(code, fault) }
        let parts = [name, qualifier ?? "", description] + fields.flatMap { [$0.name, $0.text] }
        guard !parts.contains(where: { $0.utf8.contains(0) }) else { throw .nul }
        var name = name.collapsingWhiteSpace
        var qualifier = qualifier?.collapsingWhiteSpace
        if qualifier == nil {
            let parted = EntryName(name)
            (name, qualifier) = (parted.name, parted.qualifier)
        }
        guard !name.isEmpty else { throw .noName(code: code) }
        self.init(
            code: code, name: name, qualifier: qualifier?.isEmpty == true ? nil : qualifier,
            description: description.trimmedWithPlainLineEnds,
            fields: fields.map {
                EntryField(name: $0.name.collapsingWhiteSpace, text: $0.text.trimmedWithPlainLineEnds)
            }, line: 1)
    }
}
