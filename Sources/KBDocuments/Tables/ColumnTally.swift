/// The columns that have another code in each row of a document, one of which may be meant where codes are there twice.
struct ColumnTally {
    private let mapping: ColumnMapping?
    private var header: [String] = []
    private var columns: [(name: String, cells: Set<String>)] = []
    /// What the rows so far hold: the same row once more counts once.
    private var rows: Set<Int> = []

    init(mapping: ColumnMapping?) {
        self.mapping = mapping?.isLenient == true ? nil : mapping
    }

    mutating func look(at row: [String], of header: [String]) {
        guard rows.insert(row.hashValue).inserted else { return }
        if rows.count == 1 {
            self.header = header
            columns = header.map { ($0, []) }
        }
        for place in columns.indices.reversed() {
            // A short row ends before the last columns.
            let column = header.firstIndex(of: columns[place].name).flatMap { $0 < row.count ? $0 : nil }
            let cell = column.map { row[$0].collapsingWhiteSpace } ?? ""
            if CodeShape(of: cell) == nil || !columns[place].cells.insert(cell).inserted {
                columns.remove(at: place)
            }
        }
    }

    /// The mapping that takes such a column for the code, the one whose name speaks for it most; nil where there is none.
    var suggestion: ColumnMapping? {
        let candidates = columns.compactMap { column -> (mapping: ColumnMapping, doubt: Int)? in
            guard let place = header.firstIndex(of: column.name) else { return nil }
            var wanted = mapping ?? ColumnMapping()
            let key = ColumnName.key(column.name)
            for role in ColumnRole.allCases where wanted[role].map(ColumnName.key) == key {
                wanted[role] = nil
            }
            wanted.code = ColumnMapping.reference(to: place, in: header)
            guard (try? ColumnLayout(header: header, mapping: wanted)) != nil else { return nil }
            return (wanted, ColumnName(column.name).doubt(of: .code) ?? .max)
        }
        return candidates.min { $0.doubt < $1.doubt }?.mapping
    }
}
