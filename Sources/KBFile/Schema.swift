import GRDB
import KBMigrations

/// The tables, views, indexes and triggers of one file format.
package struct Schema: Sendable {
    /// One of them.
    package struct Item: Sendable {
        package enum Kind: String, Sendable {
            case table, view, index, trigger
        }

        package var kind: Kind
        package var name: String
        /// The table or view that an index or trigger stands on; of a table or view, its own name.
        package var table: String
        /// The statement that makes it.
        package var sql: String

        /// Whether a statement makes the same thing.
        package func isMade(by other: String) -> Bool { other == sql || SQLTokens(other) == SQLTokens(sql) }

        /// Whether it is a table of a module, such as a full-text index.
        package var isVirtual: Bool { SQLTokens(sql).starts(with: ["create", "virtual", "table"]) }

        /// Whether it can be made anew without losing anything.
        package var isRebuildable: Bool { kind != .table }
    }

    /// In the order in which they are made.
    package let items: [Item]
    /// By their folded names.
    package let byName: [String: Item]
    /// The triggers by their folded names.
    let triggers: [String: Item]
    /// The folded names of what only kb's triggers stand on: its tables, those of their full-text indexes, and the views
    /// whose triggers write.
    let guarded: Set<String>
    /// The folded beginnings of the names of tables in which full-text indexes are kept.
    private let shadows: [String]

    package init(_ items: [Item]) {
        self.items = items
        byName = Dictionary(items.map { (Self.folded($0.name), $0) }, uniquingKeysWith: { first, _ in first })
        triggers = byName.filter { $0.value.kind == .trigger }
        var guarded: Set<String> = []
        var shadows: [String] = []
        for item in items {
            switch item.kind {
            case .table:
                guarded.insert(Self.folded(item.name))
                if item.isVirtual {
                    shadows.append(Self.folded(item.name) + "_")
                }
            case .trigger: guarded.insert(Self.folded(item.table))
            case .view, .index: break
            }
        }
        self.guarded = guarded
        self.shadows = shadows
    }

    /// The schema that these steps make.
    package init(_ steps: some Sequence<Migration>) throws {
        self = try Connection(path: ":memory:").inDatabase { empty in
            for step in steps { try empty.execute(sql: step.sql) }
            return try Schema(empty)
        }
    }

    /// The schema of a file, without the tables in which full-text indexes of it are kept.
    package init(_ db: Database) throws {
        let items = try Row.fetchAll(
            db,
            sql: """
                SELECT type, name, tbl_name, sql FROM sqlite_schema
                WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid
                """
        ).compactMap { row in
            Item.Kind(rawValue: row.text(0)).map {
                Item(kind: $0, name: row.text(1), table: row.text(2), sql: row.text(3))
            }
        }
        let all = Schema(items)
        self.init(items.filter { $0.kind != .table || !all.isShadow(Self.folded($0.name)) })
    }

    /// The schema of the newest format, as ``text`` has written it: nothing is run to know it.
    package static let newest = Schema(written: Migrations.newestSchema)

    /// Reads what ``text`` has written.
    package init(written text: String) {
        var items: [Item] = []
        var statement = ""
        func close() {
            // The semicolon, the line feed and the empty line after it.
            while let last = statement.utf8.last, last == 0x0A || last == 0x3B {
                statement.unicodeScalars.removeLast()
                if last == 0x3B { break }
            }
            if !items.isEmpty { items[items.count - 1].sql = statement }
            statement = ""
        }
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.starts(with: Self.mark.utf8) {
                close()
                let words = Substring(line.dropFirst(Self.mark.utf8.count)).split(separator: " ")
                if words.count == 3, let kind = Item.Kind(rawValue: String(words[0])) {
                    items.append(Item(kind: kind, name: String(words[1]), table: String(words[2]), sql: ""))
                }
            } else {
                statement += Substring(line) + "\n"
            }
        }
        close()
        self.init(items)
    }

    /// The statements, each below a line with its kind, its name and its table.
    package var text: String {
        items.map { "\(Self.mark)\($0.kind.rawValue) \($0.name) \($0.table)\n\($0.sql);\n" }.joined(
            separator: "\n")
    }

    private static let mark = "--: "

    /// The index for other tools, which a file may lack as a whole.
    package static let optional: Set<String> = ["codes_fts", "codes_index_portable"]

    /// Whether a table or view is kb's, so that only kb's triggers stand on it.
    package func isGuarded(_ table: String) -> Bool {
        let name = Self.folded(table)
        return guarded.contains(name) || isShadow(name)
    }

    /// Whether a full-text index is kept in a table of this folded name.
    private func isShadow(_ name: String) -> Bool {
        shadows.contains { name.hasPrefix($0) }
    }

    /// A name as SQLite compares it: without regard to the case of ASCII letters.
    package static func folded(_ name: String) -> String {
        String(decoding: name.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }
}
