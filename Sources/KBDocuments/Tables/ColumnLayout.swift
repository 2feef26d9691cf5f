/// Where in a row each part of an entry stands.
struct ColumnLayout {
    let code: Int
    let name: Int
    let description: Int?
    let qualifier: Int?
    /// Columns that have no role, and what their fields are called; no name twice.
    let fields: [(column: Int, name: String)]

    /// Finds the columns in a header by the mapping first, and then by the names that columns usually have.
    ///
    /// Of several candidates the surest gets a role, and of equals the first. Without a name the description is the
    /// name, and a second one the description: `错误描述,解决方案`. Without a description a message that is not the name
    /// is it: `name,message`. All other columns are fields.
    init(header: [String], mapping: ColumnMapping?) throws(ColumnFault) {
        let names = header.map(ColumnName.init)
        var columns = try Self.mapped(header, names, mapping)
        let keys = names.map(\.key)
        func find(_ role: ColumnRole, where isFit: (Int) -> Bool = { _ in true }) -> Int? {
            let free = names.indices.filter { !columns.values.contains($0) && isFit($0) }
            let candidates = free.compactMap { index in names[index].doubt(of: role).map { (index, $0) } }
            return candidates.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
        }
        for role in [ColumnRole.code, .qualifier, .name] where columns[role] == nil {
            columns[role] = find(role) { role != .name || !names[$0].isOnlyPossible(for: .name) }
        }
        if columns[.description] == nil { columns[.description] = find(.description) }
        if columns[.name] == nil {
            if mapping?.description == nil, let first = columns.removeValue(forKey: .description) {
                columns[.name] = first
                columns[.description] = find(.description)
            } else {
                columns[.name] = find(.name)
            }
        }
        if columns[.description] == nil { columns[.description] = find(.name) { names[$0].isMessage } }
        for (role, index) in columns.sorted(by: { $0.value < $1.value })
        where !Self.isNumber(mapping?[role], of: index, in: keys) {
            if keys.count(where: { $0 == keys[index] }) > 1 {
                throw ColumnFault(kind: .duplicateColumn(header[index]))
            }
        }
        guard let code = columns[.code] else {
            throw ColumnFault(kind: .missingColumn(.code, header: header, suggestion: nil))
        }
        guard let name = columns[.name] else {
            throw ColumnFault(kind: .missingColumn(.name, header: header, suggestion: nil))
        }
        self.code = code
        self.name = name
        description = columns[.description]
        qualifier = columns[.qualifier]
        fields = Self.fields(header, besides: Set(columns.values))
    }

    /// Makes the draft of an entry from a row that is as long as the header.
    func draft(from row: [String], line: Int) -> Entry {
        let qualifier = qualifier.map { row[$0].collapsingWhiteSpace } ?? ""
        var further: [EntryField] = []
        if !fields.isEmpty {
            further.reserveCapacity(fields.count)
            for (column, name) in fields {
                let text = row[column].trimmedWithPlainLineEnds
                if !text.isEmpty { further.append(EntryField(name: name, text: text)) }
            }
        }
        return Entry(
            code: row[code].collapsingWhiteSpace, name: row[name].collapsingWhiteSpace,
            qualifier: qualifier.isEmpty ? nil : qualifier,
            description: description.map { row[$0].trimmedWithPlainLineEnds } ?? "", fields: further,
            line: line)
    }

    /// What every column was taken for, as a mapping for the next edition.
    func mapping(_ header: [String], hasHeader: Bool) -> ColumnMapping {
        func reference(_ column: Int?) -> String? {
            column.map { hasHeader ? ColumnMapping.reference(to: $0, in: header) : "\($0 + 1)" }
        }
        var mapping = ColumnMapping(
            code: reference(code), name: reference(name), description: reference(description),
            qualifier: reference(qualifier), hasHeader: hasHeader)
        mapping.fields = fields.map(\.name)
        return mapping
    }

    /// Tells whether a header surely has a column for codes; used to tell formats and tables apart.
    static func hasCodeColumn(_ header: [String], mapping: ColumnMapping?) -> Bool {
        if let wanted = mapping?.code, contains(wanted, in: header) { return true }
        if mapping?.code != nil, mapping?.isLenient != true { return false }
        return header.contains { ColumnName($0).isSurely(.code) }
    }

    /// Tells whether a header has a column of this name.
    static func contains(_ name: String, in header: [String]) -> Bool {
        let key = ColumnName.key(name)
        return header.contains { ColumnName.key($0) == key }
    }

    /// Tells whether a name is one that a column for some part of an entry has.
    static func isColumnName(_ name: String, mapping: ColumnMapping?) -> Bool {
        let name = ColumnName(name)
        return ColumnRole.allCases.contains { role in
            name.isSurely(role) || mapping?[role].map(ColumnName.key) == name.key
        }
    }

    /// The columns that the mapping says.
    private static func mapped(
        _ header: [String], _ names: [ColumnName], _ mapping: ColumnMapping?
    ) throws(ColumnFault) -> [ColumnRole: Int] {
        var columns: [ColumnRole: Int] = [:]
        guard let mapping else { return columns }
        for role in ColumnRole.allCases {
            guard let wanted = mapping[role] else { continue }
            let key = ColumnName.key(wanted)
            if let index = names.firstIndex(where: { $0.key == key }) {
                columns[role] = index
            } else if let number = Int(wanted), header.indices.contains(number - 1) {
                columns[role] = number - 1
            } else if !mapping.isLenient {
                throw ColumnFault(kind: .unknownColumn(wanted, header: header))
            }
        }
        return columns
    }

    /// Whether the mapping names a column by its number, so that it does not matter what others are called.
    private static func isNumber(_ wanted: String?, of index: Int, in keys: [String]) -> Bool {
        wanted.flatMap { Int($0) } == index + 1
    }

    private static func fields(
        _ header: [String], besides taken: Set<Int>
    ) -> [(column: Int, name: String)] {
        var known: Set<String> = []
        return header.indices.filter { !taken.contains($0) }.map { index in
            let written = header[index].collapsingWhiteSpace
            let name = written.isEmpty ? "column \(index + 1)" : written
            var unique = name
            var number = 1
            while !known.insert(unique).inserted {
                number += 1
                unique = "\(name) \(number)"
            }
            return (index, unique)
        }
    }
}

/// What is wrong with a header, still without its line.
struct ColumnFault: Error {
    let kind: Diagnostic.Kind
}
