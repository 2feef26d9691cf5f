import GRDB

/// The schema of a file beside that of its format.
///
/// What other tools add under other names is theirs, and so are columns that they add to kb's tables; a trigger on a
/// table of kb's is worth a look.
package struct SchemaComparison {
    /// A column that another tool has added to a table of kb's.
    package struct AddedColumn: Hashable, Sendable {
        package var table: String
        package var name: String
    }

    /// Items of kb's that the file lacks.
    package var missing: [Schema.Item] = []
    /// Items of kb's that the file has in another form; in the form that they should have.
    package var altered: [Schema.Item] = []
    /// Triggers of somebody else's on tables of kb's.
    package var strangeTriggers: [Schema.Item] = []
    /// Columns of somebody else's in tables of kb's.
    package var addedColumns: [AddedColumn] = []

    package init(_ db: Database, _ format: FileFormat) throws {
        let found = try Schema(db)
        let version = try format.version(db)
        try Connection(path: ":memory:").inDatabase { model in
            for step in format.migrations where step.version <= version { try model.execute(sql: step.sql) }
            try compare(found, in: db, with: try Schema(model), in: model)
        }
    }

    private mutating func compare(
        _ found: Schema, in db: Database, with expected: Schema, in model: Database
    ) throws {
        for item in expected.items {
            guard let other = found.byName[Schema.folded(item.name)], other.kind == item.kind else {
                missing.append(item)
                continue
            }
            if item.isMade(by: other.sql) { continue }
            guard item.kind == .table, let shape = try TableShape(db, item.name, sql: other.sql),
                let wanted = try TableShape(model, item.name, sql: item.sql), !wanted.columns.isEmpty,
                !item.isVirtual, shape.servesAs(wanted)
            else {
                altered.append(item)
                continue
            }
            addedColumns += shape.columns.keys.filter { wanted.columns[$0] == nil }.sorted()
                .map { AddedColumn(table: item.name, name: $0) }
        }
        // A file may lack the index for other tools as a whole.
        if !found.byName.keys.contains(where: Schema.optional.contains) {
            missing.removeAll { Schema.optional.contains($0.name) }
        }
        strangeTriggers = found.items.filter {
            $0.kind == .trigger && expected.byName[Schema.folded($0.name)] == nil
                && expected.isGuarded($0.table)
        }
    }
}
