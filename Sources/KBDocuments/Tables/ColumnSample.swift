/// Some rows of a table, from which columns without a name are detected.
struct ColumnSample {
    private let rows: [[String]]

    init(_ rows: [[String]]) {
        self.rows = rows.map { $0.map(\.collapsingWhiteSpace) }
    }

    private var width: Int { rows.map(\.count).max() ?? 0 }

    /// The first column that has a code in every row, another in each.
    var codeColumn: Int? { (0..<width).first(where: isCodeColumn) }

    private func isCodeColumn(_ column: Int) -> Bool {
        let cells = cells(of: column)
        return !rows.isEmpty && cells.count == rows.count && Set(cells).count == cells.count
            && cells.allSatisfy { CodeShape(of: $0) != nil }
    }

    /// The columns with text that is no code, in their order; then the other ones.
    func textColumns(besides taken: [Int?]) -> [Int] {
        let free = (0..<width).filter { !taken.contains($0) && !cells(of: $0).isEmpty }
        let texts = free.filter { column in
            cells(of: column).contains { cell in
                // A letter or two, as of a severity, say little.
                cell.contains(where: \.isLetter) && cell.utf8.count > 2 && CodeShape(of: cell) == nil
            }
        }
        return texts + free.filter { !texts.contains($0) }
    }

    /// Whether the first row is one like the others: its code is of the kind of another row's.
    var firstRowIsData: Bool {
        guard rows.count > 1, let column = codeColumn, let first = CodeShape(of: rows[0][column]) else {
            return false
        }
        let others = rows.dropFirst().compactMap { CodeShape(of: $0[column]) }
        guard others.contains(first) else { return false }
        // CODE_ID,CODE_TEXT above NOT_FOUND,Not found is a header.
        let isLoud = rows[0].allSatisfy { $0.isEmpty || CodeShape(of: $0) == .word }
        return first != .word || !isLoud || rows[1].allSatisfy { $0.isEmpty || CodeShape(of: $0) == .word }
    }

    /// What the columns of a header that was refused may be; nil where there are not enough.
    func suggestion(for header: [String], mapping: ColumnMapping?) -> ColumnMapping? {
        let names = header.map(ColumnName.init)
        func best(_ role: ColumnRole, besides taken: [Int?]) -> Int? {
            names.indices.filter { !taken.contains($0) }.compactMap { index in
                names[index].doubt(of: role).map { (index, $0) }
            }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
        }
        var wanted = ColumnMapping()
        for role in ColumnRole.allCases { wanted[role] = mapping?[role] }
        // A name of which only a part speaks for codes yields to a column with another code in each row.
        let named = best(.code, besides: []).flatMap {
            names[$0].isSurely(.code) || isCodeColumn($0) ? $0 : nil
        }
        let code = named ?? codeColumn ?? best(.code, besides: []) ?? 0
        let texts = textColumns(besides: [code])
        let name = best(.name, besides: [code]) ?? texts.first ?? header.indices.first { $0 != code }
        guard header.indices.contains(code), let name, name != code, header.indices.contains(name) else {
            return nil
        }
        if wanted.code == nil { wanted.code = ColumnMapping.reference(to: code, in: header) }
        if wanted.name == nil { wanted.name = ColumnMapping.reference(to: name, in: header) }
        if wanted.description == nil, let third = best(.description, besides: [code, name]) {
            wanted.description = ColumnMapping.reference(to: third, in: header)
        }
        return wanted
    }

    /// Why a header is not one of a table of codes; with what its columns may be where one of them has codes.
    func fault(of header: [String], line: Int, mapping: ColumnMapping?) -> Diagnostic {
        let role = ColumnLayout.hasCodeColumn(header, mapping: mapping) ? ColumnRole.name : .code
        let hint = codeColumn == nil ? nil : suggestion(for: header, mapping: mapping)
        return Diagnostic(line: line, kind: .missingColumn(role, header: header, suggestion: hint))
    }

    private func cells(of column: Int) -> [String] {
        rows.compactMap { $0.indices.contains(column) && !$0[column].isEmpty ? $0[column] : nil }
    }
}
