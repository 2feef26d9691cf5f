import GRDB
import Testing

/// A column of a table of kb's, and values at the ends of what it can hold.
struct ExtremeColumn: Sendable, CustomTestStringConvertible, CustomStringConvertible {
    let table: String
    let name: String
    let type: String
    /// The columns of the table with their types, and those that tell its rows apart.
    private let others: [String: String]
    private let key: String

    var description: String { "\(table).\(name)" }
    var testDescription: String { description }

    /// The columns of numbers and text of all tables but those of FTS5.
    static func all(_ db: Database) throws -> [ExtremeColumn] {
        let tables = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                  AND name NOT GLOB '*_fts*' ORDER BY name
                """)
        return try tables.flatMap { table -> [ExtremeColumn] in
            let rows = try Row.fetchAll(
                db, sql: "SELECT name, type, pk FROM pragma_table_info(?)", arguments: [table])
            let hasRowID = (try? Row.fetchAll(db, sql: "SELECT rowid FROM \(table)")) != nil
            let keys = rows.filter { $0["pk"] as Int > 0 }.map { $0["name"] as String }
            return rows.filter { $0["type"] != "BLOB" }.map { row in
                ExtremeColumn(
                    table: table, name: row["name"], type: row["type"],
                    others: Dictionary(rows.map { ($0["name"], $0["type"]) }) { first, _ in first },
                    key: hasRowID ? "rowid" : keys.joined(separator: ", "))
            }
        }
    }

    private static let integers = [
        "-9223372036854775808", "9223372036854775807", "-1", "0", "1099511627777", "NULL",
    ]
    private static let reals = ["-1.7976931348623157e308", "9e999", "-1", "0", "NULL"]
    private static let texts = [
        // Nothing, a megabyte, NUL.
        "''", "NULL", "printf('%.*c', 1048576, 'a')", "replace(printf('%.*c', 30000, 'a'), 'a', '锁')",
        "'a' || char(0) || 'b'",
        // Canonical twins, of a character and of a syllable.
        "char(0xF902) || '輛é'", "'e' || char(0x301) || '車輛'",
        // Dates that are none, and the last one.
        "'2147483647-14-01T00:00:00.000Z'", "'9999-12-31T23:59:59.999Z'", "'2026-02-31 25:61'",
        "'ABCDEF12-3456-4789-ABCD-EF1234567890'", "char(27) || '[2J' || char(0x202E) || char(10)",
        "'-9223372036854775809'",
        // What is JSON, and what is not.
        "'[\"a\",'", "printf('%.*c', 900, '[') || printf('%.*c', 900, ']')",
        "'[1,null,{\"a\":[]},\"x y\",1e999]'",
    ]

    private var values: [String] {
        switch type {
        case "TEXT": Self.texts
        case "REAL": Self.reals
        default: Self.integers
        }
    }

    /// Statements for sqlite3 that write each value into a row of its own, but none into those of code 503.
    var script: String {
        values.enumerated().map { number, value in
            let rows = table + (others["code"] == nil ? "" : " WHERE code <> '503'")
            let row = "\(rows) LIMIT 1 OFFSET \(number) % max(1, (SELECT count(*) FROM \(rows)))"
            var statements = [
                "UPDATE \(table) SET \"\(name)\" = \(value) WHERE (\(key)) = (SELECT \(key) FROM \(row))",
                // A table that is usually empty.
                insertion(of: value) { type in
                    ["INTEGER": "\(number)", "REAL": "0.5", "TEXT": "'x\(number)'"][type] ?? "x'00'"
                } + " WHERE NOT EXISTS (SELECT 1 FROM \(table))",
            ]
            if table == "note_revisions" {
                // Its rows never change: one is added.
                statements.append(insertion(of: value) { _ in nil } + " FROM \(row)")
            }
            return statements.map { $0 + ";\n" }.joined()
        }.joined()
    }

    /// The beginning of a statement that adds a row with a value, and in other columns what is given for their type, or
    /// what stands in another row.
    private func insertion(of value: String, others given: (_ type: String) -> String?) -> String {
        // The file numbers its revisions, of which each has an identifier of its own.
        let names = others.keys.filter { $0 != name && $0 != "seq" }.sorted()
        let values = names.map { name in
            given(others[name] ?? "") ?? (name == "revision" ? "lower(hex(randomblob(16)))" : "\"\(name)\"")
        }
        let columns = ([name] + names).map { "\"\($0)\"" }.joined(separator: ", ")
        return "INSERT INTO \(table) (\(columns)) SELECT \(([value] + values).joined(separator: ", "))"
    }
}
