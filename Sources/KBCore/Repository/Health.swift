import GRDB
import Glibc
import KBFile
import KBIndex

/// Finds out whether a knowledge base is as it should be.
public struct Health: Sendable {
    let store: Store

    /// Looks at `store`.
    public init(_ store: Store) {
        self.store = store
    }

    /// Something that is not as it should be.
    public enum Fault: Hashable, Sendable {
        /// SQLite's `integrity_check` says this.
        case damaged(String)
        /// A row of `table` points at a row that is not there.
        case foreignKey(table: String)
        /// A table, view, trigger or index of kb's is missing.
        case missing(name: String)
        /// A table, view, trigger or index of kb's is not what the file format says.
        case altered(name: String)
        /// A trigger that is not kb's stands on a table of kb's.
        case strangeTrigger(name: String, table: String)
        /// An index does not agree with its table.
        case index(name: String, reason: String)
        /// This many codes do not list their aliases.
        case aliases(count: Int)
        /// This many words of the codes are missing in the vocabulary.
        case vocabulary(count: Int)
        /// This many rows of notes are missing, or are not what the revisions of the note say.
        case notes(count: Int)
        /// This many notes have revisions that come before themselves, so that none of these is the newest.
        case cycles(count: Int)
        /// Another program's write left the indexes switched off.
        case indexingOff
        /// Anybody on the machine may write the file, or replace it in its folder.
        case writableByAll(path: String)
        /// kb runs with an SQLite that lacks something the file needs.
        case sqlite(missing: String)
    }

    /// The indexes that FTS5 keeps, of which the first may be missing; see ``PortableIndex``.
    static let indexes = ["codes_fts", "notes_fts"]

    /// Looks at everything; empty when all is well.
    ///
    /// A file that may not be written is copied first, because FTS5 checks its indexes by an INSERT (§6.5).
    ///
    /// - Throws: ``StoreError``.
    public func check() throws -> [Fault] {
        do {
            return try store.writeWhateverTheSchema { db in
                var faults: [Fault] = []
                faults += try Self.damage(db)
                faults += try schemaFaults(db)
                faults += try Self.indexFaults(db)
                faults += try Self.contentFaults(db)
                faults += try fileFaults(db)
                return faults
            }
        } catch StoreError.readOnly {
            return try checkCopy()
        }
    }

    /// The version of the SQLite library that kb runs with, such as `3.40.1`.
    public func sqliteVersion() throws -> String {
        try store.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") } ?? ""
    }

    private func checkCopy() throws -> [Fault] {
        var template = Array((environment("TMPDIR") + "/kb-doctor-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw StoreError.cannotCreate(path: environment("TMPDIR")) }
        let folder = String(
            decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let path = folder + "/copy.db"
        defer {
            unlink(path)
            rmdir(folder)
        }
        try Backup(store).write(to: path)
        return try Health(Store(path: path, access: .existing)).check()
    }

    private func environment(_ name: String) -> String {
        getenv(name).map { String(cString: $0) } ?? "/tmp"
    }

    private func schemaFaults(_ db: Database) throws -> [Fault] {
        let schema = try SchemaComparison(db, store.format)
        return schema.missing.map { .missing(name: $0.name) } + schema.altered.map { .altered(name: $0.name) }
            + schema.strangeTriggers.map { .strangeTrigger(name: $0.name, table: $0.table) }
    }

    private static func damage(_ db: Database) throws -> [Fault] {
        let damage = try String.fetchAll(db, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
        let tables = try String.fetchAll(
            db, sql: "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check ORDER BY 1")
        return damage.map(Fault.damaged) + tables.map(Fault.foreignKey)
    }

    private static func indexFaults(_ db: Database) throws -> [Fault] {
        var faults: [Fault] = []
        for name in indexes where try PortableIndex.exists(db, name) {
            do {
                // Only with rank 1 does FTS5 compare an index with its content.
                try db.execute(sql: "INSERT INTO \(name) (\(name), rank) VALUES ('integrity-check', 1)")
            } catch let error as DatabaseError where error.resultCode != .SQLITE_READONLY {
                faults.append(.index(name: name, reason: error.message ?? error.resultCode.description))
            }
        }
        var missingTerms = 0
        for source in IndexMaintenance.sources {
            let own = try IndexCheck(db, source)
            faults += own.reasons.map { .index(name: "index_segments", reason: $0) }
            missingTerms += own.missingTerms
        }
        if missingTerms > 0 { faults.append(.vocabulary(count: missingTerms)) }
        return faults
    }

    private static func contentFaults(_ db: Database) throws -> [Fault] {
        var faults: [Fault] = []
        let wrong = try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(codesWithWrongAliases))") ?? 0
        if wrong > 0 { faults.append(.aliases(count: wrong)) }
        faults += try NoteCheck(db).faults
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
