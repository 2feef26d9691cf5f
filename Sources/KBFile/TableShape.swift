import GRDB

/// What a table is, whatever the text of its CREATE TABLE looks like: its columns and its constraints.
struct TableShape {
    struct Column: Equatable {
        var type: String
        var isNotNull: Bool
        var defaultValue: SQLTokens?
        /// The place in the primary key, from 1; 0 outside of it.
        var keyPlace: Int64
        /// 0 for an ordinary column, 2 and 3 for generated ones.
        var hidden: Int64

        /// Whether a row may be added that says nothing about the column.
        var mayBeLeftOut: Bool { !isNotNull || defaultValue != nil || hidden != 0 }
    }

    struct ForeignKey: Hashable {
        var table: String
        var columns: [String]
        var action: String
    }

    /// The columns by their folded names.
    var columns: [String: Column] = [:]
    var isStrict: Bool
    var isWithoutRowID: Bool
    /// The columns of each PRIMARY KEY and UNIQUE, with their collations.
    var uniques: Set<[String]> = []
    var foreignKeys: Set<ForeignKey> = []
    var checks: Set<SQLTokens> = []

    /// Reads the shape of a table; nil when there is none of this name.
    init?(_ db: Database, _ name: String, sql: String) throws {
        guard
            let row = try Row.fetchOne(
                db,
                sql:
                    "SELECT wr, strict FROM pragma_table_list WHERE schema = 'main' AND name = ? COLLATE NOCASE",
                arguments: [name])
        else { return nil }
        isWithoutRowID = row.integer(0) != 0
        isStrict = row.integer(1) != 0
        for row in try Row.fetchAll(
            db, sql: "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?)",
            arguments: [name])
        {
            columns[Schema.folded(row.text(0))] = Column(
                type: Schema.folded(row.text(1)), isNotNull: row.integer(2) != 0,
                defaultValue: row.optionalText(3).map { SQLTokens($0) }, keyPlace: row.integer(4),
                hidden: row.integer(5))
        }
        uniques = try Self.uniques(db, name)
        foreignKeys = try Self.foreignKeys(db, name)
        checks = Self.checks(SQLTokens(sql).list)
    }

    /// Whether a table of this shape does for whoever expects the other one: it may have more columns that can be left
    /// out, and more constraints.
    func servesAs(_ expected: TableShape) -> Bool {
        isStrict == expected.isStrict && isWithoutRowID == expected.isWithoutRowID
            && expected.columns.allSatisfy { columns[$0.key] == $0.value }
            && columns.allSatisfy { expected.columns[$0.key] != nil || $0.value.mayBeLeftOut }
            && uniques.isSuperset(of: expected.uniques) && foreignKeys.isSuperset(of: expected.foreignKeys)
            && checks.isSuperset(of: expected.checks)
    }

    private static func uniques(_ db: Database, _ name: String) throws -> Set<[String]> {
        var uniques: Set<[String]> = []
        let indexes = try String.fetchAll(
            db, sql: "SELECT name FROM pragma_index_list(?) WHERE \"unique\" AND origin IN ('u', 'pk')",
            arguments: [name])
        for index in indexes {
            uniques.insert(
                try String.fetchAll(
                    db,
                    sql:
                        "SELECT lower(name) || ' ' || coll FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno",
                    arguments: [index]))
        }
        return uniques
    }

    private static func foreignKeys(_ db: Database, _ name: String) throws -> Set<ForeignKey> {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, "table", "from", coalesce("to", ''), on_update || ' ' || on_delete
                FROM pragma_foreign_key_list(?) ORDER BY id, seq
                """, arguments: [name])
        var keys: [Int64: ForeignKey] = [:]
        for row in rows {
            keys[
                row.integer(0),
                default: ForeignKey(table: Schema.folded(row.text(1)), columns: [], action: row.text(4))
            ]
            .columns.append(Schema.folded(row.text(2) + " " + row.text(3)))
        }
        return Set(keys.values)
    }

    /// The conditions behind each CHECK, which no pragma tells.
    private static func checks(_ tokens: [String]) -> Set<SQLTokens> {
        var checks: Set<SQLTokens> = []
        var place = 0
        while place + 1 < tokens.count {
            guard tokens[place] == "check", tokens[place + 1] == "(" else {
                place += 1
                continue
            }
            let start = place + 2
            var depth = 1
            place = start
            while place < tokens.count, depth > 0 {
                depth += tokens[place] == "(" ? 1 : tokens[place] == ")" ? -1 : 0
                place += 1
            }
            checks.insert(SQLTokens(list: Array(tokens[start..<max(start, place - 1)])))
        }
        return checks
    }
}
