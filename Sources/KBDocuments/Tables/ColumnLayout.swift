/// Where in a row each part of an entry stands.
struct ColumnLayout {
    let code: Int
    let name: Int
    let description: Int?
    let qualifier: Int?

    /// Finds the columns in a header by the mapping first, and then by the names that columns usually have.
    ///
    /// A header with two columns for descriptions and none for names, as in IANA's `Value,Description,
    /// Reference`, gives the first of them as the name.
    init(header: [String], mapping: ColumnMapping?) throws(ColumnFault) {
        let keys = header.map(Self.key)
        var columns: [ColumnRole: Int] = [:]
        func isFree(_ index: Int) -> Bool { !columns.values.contains(index) }
        for role in ColumnRole.allCases {
            guard let wanted = mapping?[role] else { continue }
            guard let index = keys.firstIndex(of: Self.key(wanted)) else {
                throw ColumnFault(kind: .unknownColumn(wanted, header: header))
            }
            columns[role] = index
        }
        func find(_ role: ColumnRole) -> Int? {
            for name in role.columnNames {
                if let index = keys.indices.first(where: { keys[$0] == name && isFree($0) }) { return index }
            }
            return nil
        }
        for role in ColumnRole.allCases where columns[role] == nil { columns[role] = find(role) }
        if columns[.name] == nil, mapping?.description == nil, let first = columns[.description] {
            if let second = find(.description) {
                columns[.name] = first
                columns[.description] = second
            }
        }
        for role in ColumnRole.allCases {
            guard let index = columns[role] else { continue }
            if keys.filter({ $0 == keys[index] }).count > 1 {
                throw ColumnFault(kind: .duplicateColumn(header[index]))
            }
        }
        guard let code = columns[.code] else {
            throw ColumnFault(kind: .missingColumn(.code, header: header))
        }
        guard let name = columns[.name] else {
            throw ColumnFault(kind: .missingColumn(.name, header: header))
        }
        self.code = code
        self.name = name
        description = columns[.description]
        qualifier = columns[.qualifier]
    }

    /// Makes the draft of an entry from a row that is as long as the header.
    func draft(from row: [String], line: Int) -> Entry {
        let qualifier = qualifier.map { row[$0].collapsingWhiteSpace } ?? ""
        return Entry(
            code: row[code].collapsingWhiteSpace, name: row[name].collapsingWhiteSpace,
            qualifier: qualifier.isEmpty ? nil : qualifier,
            description: description.map { row[$0].trimmedWithPlainLineEnds } ?? "", line: line)
    }

    /// Tells whether a header has a column for codes; used to tell formats and tables apart.
    static func hasCodeColumn(_ header: [String], mapping: ColumnMapping?) -> Bool {
        let keys = header.map(key)
        if let wanted = mapping?.code { return keys.contains(key(wanted)) }
        return keys.contains { ColumnRole.code.columnNames.contains($0) }
    }

    /// Tells whether a header has a column of this name.
    static func contains(_ name: String, in header: [String]) -> Bool {
        header.contains { key($0) == key(name) }
    }

    /// Tells whether a name is one that a column for some part of an entry has.
    static func isColumnName(_ name: String, mapping: ColumnMapping?) -> Bool {
        let name = key(name)
        return ColumnRole.allCases.contains { role in
            role.columnNames.contains(name) || mapping?[role].map(key) == name
        }
    }

    /// Returns a column's name for comparing: lower case, without spaces, hyphens and underscores.
    private static func key(_ name: String) -> String {
        name.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" && $0 != "\u{FEFF}" }
    }
}

/// What is wrong with a header, still without its line.
struct ColumnFault: Error {
    let kind: Diagnostic.Kind
}
