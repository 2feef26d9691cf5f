/// Where in a row each part of an entry stands.
struct ColumnLayout {
    let code: Int
    let name: Int
    let description: Int?
    let qualifier: Int?
    /// Columns that have no role, and what their fields are called; no name twice.
    let fields: [(column: Int, name: String)]
    /// The column with other names of the code.
    private let aliases: Int?
    /// A column that could hold the code as well.
    private let otherCode: Int?
    /// The column that names the book of each entry.
    private let book: Int?
    /// The columns that hold the name and the description in further languages.
    private let languages: [(role: ColumnRole, family: LanguageColumns.Family)]

    /// Finds the columns in a header by the mapping first, and then by the names that columns usually have.
    ///
    /// Of several candidates the surest gets a role, and of equals the first. Without a name the description is the
    /// name, and a second one the description: `错误描述,解决方案`. Without a description a message that is not the name
    /// is it: `name,message`. All other columns are fields.
    init(header: [String], mapping: ColumnMapping?) throws(ColumnFault) {
        let written = header
        let found = LanguageColumns(header, mapping: mapping)
        let header = found.header(header)
        let names = header.map(ColumnName.init)
        var columns = try Self.mapped(written, written.map(ColumnName.init), mapping)
        let keys = names.map(\.key)
        let aliases = keys.firstIndex(where: Self.aliasNames.contains)
        func find(_ role: ColumnRole, where isFit: (Int) -> Bool = { _ in true }) -> Int? {
            let free = names.indices.filter {
                !columns.values.contains($0) && $0 != aliases && !found.isOther($0) && isFit($0)
            }
            let candidates = free.compactMap { index in names[index].doubt(of: role).map { (index, $0) } }
            return candidates.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
        }
        for role in [ColumnRole.code, .qualifier, .name] where columns[role] == nil {
            columns[role] = find(role) { role != .name || !names[$0].isOnlyPossible(for: .name) }
        }
        if columns[.description] == nil { columns[.description] = find(.description) }
        if columns[.name] == nil {
            if mapping?.description == nil, let first = columns.removeValue(forKey: .description) {
                columns[.name] = find(.description) { names[$0].isErrorDescription } ?? first
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
        otherCode = find(.code)
        let named = written.firstIndex { $0.collapsingWhiteSpace == EntryField.book }
        book = columns.values.contains { $0 == named } ? nil : named
        description = columns[.description]
        qualifier = columns[.qualifier]
        languages = found.families.compactMap { family in
            let role = [ColumnRole.name, .description].first { columns[$0] == family.main }
            return role.map { ($0, family) }
        }
        let translated = languages.flatMap { $0.family.others.map(\.column) }
        self.aliases = columns.values.contains { $0 == aliases } ? nil : aliases
        fields = Self.fields(
            written, besides: Set(columns.values).union(translated).union([self.aliases].compactMap(\.self)))
    }

    /// A mapping for a row without a code that has one in another column.
    func otherCode(in row: [String], of header: [String]) -> ColumnMapping? {
        guard let otherCode, CodeFault(in: row[otherCode].collapsingWhiteSpace) == nil else { return nil }
        return ColumnMapping(
            code: ColumnMapping.reference(to: otherCode, in: header),
            name: ColumnMapping.reference(to: name, in: header))
    }

    /// Names of a column with other names of the code, as they are compared.
    private static let aliasNames = Set(["aliases", "alias", "别名", "又名"].map(ColumnName.key))

    /// Whether a column of this name has other names of the code.
    static func isForAliases(_ name: String) -> Bool { aliasNames.contains(ColumnName.key(name)) }

    /// What a row says in a column, or else in the same column of another language.
    private func text(_ column: Int, _ row: [String]) -> (text: String, column: Int) {
        let text = row[column]
        guard !languages.isEmpty, text.collapsingWhiteSpace.isEmpty,
            let family = languages.first(where: { $0.family.main == column })?.family,
            let other = family.others.first(where: { !row[$0.column].collapsingWhiteSpace.isEmpty })
        else { return (text, column) }
        return (row[other.column], other.column)
    }

    /// What a row says in further languages; `taken` are the columns that speak for the entry itself.
    private func translations(_ row: [String], besides taken: [Int]) -> [EntryTranslation] {
        var texts: [(language: String, name: String, description: String)] = []
        for (role, family) in languages {
            for (column, language) in family.others where !taken.contains(column) {
                let place =
                    texts.firstIndex { $0.language == language }
                    ?? {
                        texts.append((language, "", ""))
                        return texts.count - 1
                    }()
                if role == .name, texts[place].name.isEmpty {
                    texts[place].name = row[column].collapsingWhiteSpace
                } else if role == .description, texts[place].description.isEmpty {
                    texts[place].description = row[column].trimmedWithPlainLineEnds
                }
            }
        }
        return texts.filter { !$0.name.isEmpty || !$0.description.isEmpty }.map {
            EntryTranslation(language: $0.language, name: $0.name, description: $0.description)
        }
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
        let title = text(name, row)
        let body = description.map { text($0, row) }
        var entry = Entry(
            code: row[code].collapsingWhiteSpace, name: title.text.collapsingWhiteSpace,
            qualifier: qualifier.isEmpty ? nil : qualifier,
            description: body?.text.trimmedWithPlainLineEnds ?? "", fields: further,
            aliases: aliases.map { EntryAlias.list(row[$0]) } ?? [],
            translations: languages.isEmpty
                ? [] : translations(row, besides: [title.column] + (body.map { [$0.column] } ?? [])),
            line: line)
        if let book, !row[book].collapsingWhiteSpace.isEmpty { entry.book = row[book].collapsingWhiteSpace }
        return entry
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

    /// The maximum number of columns among which a code column is looked for.
    private static let mostColumns = 256

    /// Tells whether a header surely has a column for codes; used to tell formats and tables apart.
    static func hasCodeColumn(_ header: [String], mapping: ColumnMapping?) -> Bool {
        if let wanted = mapping?.code, contains(wanted, in: header) { return true }
        if mapping?.code != nil, mapping?.isLenient != true { return false }
        // A line of a text that is no table may have thousands of commas.
        let names = header.prefix(mostColumns).map(ColumnName.init)
        if names.contains(where: { $0.isSurely(.code) }) { return true }
        // 错误码ID or 系统模块错误码, next to a column that is surely something else.
        return names.contains { $0.isPartly(.code) || $0.endsInCode }
            && names.contains { $0.isSurely(.name) || $0.isSurely(.description) }
    }

    /// Tells whether a header is one of a table of codes: one with codes and without names is of something else.
    static func isHeader(_ header: [String], mapping: ColumnMapping?) -> Bool {
        guard hasCodeColumn(header, mapping: mapping) else { return false }
        do throws(ColumnFault) {
            _ = try ColumnLayout(header: header, mapping: mapping)
        } catch {
            if case .missingColumn = error.kind { return false }
        }
        return true
    }

    /// Tells whether a header has a column of this name.
    static func contains(_ name: String, in header: [String]) -> Bool {
        let key = ColumnName.key(name)
        return header.contains { ColumnName.key($0) == key }
    }

    /// Tells whether a name is one that a column for some part of an entry has, or for some of these.
    static func isColumnName(
        _ name: String, for roles: [ColumnRole] = ColumnRole.allCases, mapping: ColumnMapping?
    ) -> Bool {
        let name = ColumnName(name)
        return roles.contains { role in
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
