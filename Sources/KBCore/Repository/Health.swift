import GRDB
import KBFile
import KBIndex

/// Finds out whether a knowledge base is as it should be.
package struct Health: Sendable {
    let store: Store

    /// Looks at `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// The indexes that FTS5 keeps, of which the first may be missing; see ``PortableIndex``.
    static let indexes = Schema.newest.items.filter(\.isVirtual).map(\.name)

    /// Looks at everything; empty when all is well.
    ///
    /// It looks at a copy of the pages, so that others may write meanwhile. Where there is no room for one, the file
    /// itself is looked at, and nobody may write until that is done.
    ///
    /// - Throws: ``StoreError``.
    package func check() throws -> [HealthFault] {
        let faults: [HealthFault]
        do {
            faults = try Snapshot(of: store).inDatabase(checked)
        } catch StoreError.full, StoreError.inputOutput, StoreError.cannotCreate {
            faults = try store.writeWhateverTheSchema(checked)
        }
        return try faults + fileFaults()
    }

    private func checked(_ db: Database) throws -> [HealthFault] {
        let damage = try Self.damage(db)
        var faults = damage
        do {
            faults += try schemaFaults(db)
            // An older format has other indexes and notes, which the upgrade rebuilds.
            if try store.format.version(db) >= store.format.minimumReader {
                faults += try Self.indexFaults(db)
                faults += try Self.contentFaults(db)
            }
        } catch let error as DatabaseError where !damage.isEmpty && error.resultCode == .SQLITE_CORRUPT {
            // It has been reported already.
        }
        return faults
    }

    /// The format of the file, which is older than the newest where the file may not be written.
    package func fileFormat() throws -> Int {
        try store.readWhateverTheFormat { try store.format.version($0) }
    }

    /// The version of the SQLite library that kb runs with, such as `3.40.1`.
    package func sqliteVersion() throws -> String {
        try store.readWhateverTheFormat { try String.fetchOne($0, sql: "SELECT sqlite_version()") } ?? ""
    }

    private func schemaFaults(_ db: Database) throws -> [HealthFault] {
        let schema = try SchemaComparison(db, store.format)
        return schema.missing.map { .missing(name: $0.name) } + schema.altered.map { .altered(name: $0.name) }
            + schema.strangeTriggers.map { .strangeTrigger(name: $0.name, table: $0.table) }
    }

    private static func damage(_ db: Database) throws -> [HealthFault] {
        do {
            let damage = try String.fetchAll(db, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
            let tables = try String.fetchAll(
                db, sql: "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check ORDER BY 1")
            return damage.map(HealthFault.damaged) + tables.map(HealthFault.foreignKey)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return [.damaged(error.message ?? error.resultCode.description)]
        }
    }

    private static func indexFaults(_ db: Database) throws -> [HealthFault] {
        var faults: [HealthFault] = []
        for name in indexes where try PortableIndex.exists(db, name) {
            faults += try fault(of: name) {
                // Only with rank 1 does FTS5 compare an index with its content.
                try db.execute(sql: "INSERT INTO \(name) (\(name), rank) VALUES ('integrity-check', 1)")
                return []
            }
        }
        return faults + (try fault(of: "index_segments") { try ownIndexFaults(db) })
    }

    private static func ownIndexFaults(_ db: Database) throws -> [HealthFault] {
        var (unindexed, indexedWrongly, missingTerms) = (0, 0, 0)
        for source in IndexMaintenance.sources {
            let own = try IndexCheck(db, source)
            unindexed += own.unindexed
            indexedWrongly += own.indexedWrongly
            missingTerms += own.missingTerms
        }
        missingTerms += try IndexCheck.missingWords(db)
        var faults: [HealthFault] = []
        if unindexed > 0 { faults.append(.unindexed(count: unindexed)) }
        if indexedWrongly > 0 { faults.append(.indexedWrongly(count: indexedWrongly)) }
        if missingTerms > 0 { faults.append(.vocabulary(count: missingTerms)) }
        return faults
    }

    /// Runs a check of an index, which a part that is missing or makes no sense may end early.
    private static func fault(of index: String, _ check: () throws -> [HealthFault]) throws -> [HealthFault] {
        do {
            return try check()
        } catch StoreFault.indexDamaged {
            return [.indexDamaged]
        } catch let error as DatabaseError {
            return [.index(name: index, reason: error.message ?? error.resultCode.description)]
        } catch let error as RowDecodingError {
            return [.index(name: index, reason: error.description)]
        }
    }

    private static func contentFaults(_ db: Database) throws -> [HealthFault] {
        var faults: [HealthFault] = []
        let wrong = try db.count("(\(codesWithWrongAliases))")
        if wrong > 0 { faults.append(.aliases(count: wrong)) }
        faults += try NoteCheck(db).faults
        faults += try WordCheck.faults(db)
        if try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM index_writers)") ?? false {
            faults.append(.indexingOff)
        }
        return faults
    }

    /// The codes whose column `aliases` is not what the table says.
    static let codesWithWrongAliases = """
        SELECT id, listed FROM (
          SELECT c.id, c.aliases, coalesce((
            SELECT group_concat(alias, char(10)) FROM (
              SELECT alias FROM aliases a WHERE a.book = c.book AND a.code = c.code ORDER BY a.id)), '') AS listed
          FROM codes c)
        WHERE aliases <> listed
        """
}
