import GRDB
import GRDBSQLite
import Glibc
import KBFile

extension Health {
    /// Something that is right as it is, but that the owner of the file may want to know.
    package enum Remark: Hashable, Sendable {
        /// The file does not say whose it is: `.dump` loses `application_id` and `user_version`.
        case unmarked
        /// The file has an older format, which the first write upgrades.
        case olderFormat(Int)
        /// Others on the machine may read the file.
        case readableByOthers
        /// The file belongs to somebody else, and the user may not write it.
        case notWritable(owner: String)
        /// Another tool has switched the file to WAL: a copy of the file alone may lack the newest changes.
        case writeAheadLog
        /// The file is on a network file system, whose locks may not hold.
        case network
        /// A journal next to the file belongs to another one.
        case journal(path: String)
        /// Another tool has added a column to a table of kb's.
        case addedColumn(table: String, name: String)
        /// This many annotations have lost the words that they are about.
        case orphanedAnnotations(count: Int)
        /// This many notes are in conflict.
        case conflicts(count: Int)
        /// This many notes wait for a code that the file does not have.
        case parkedNotes(count: Int)
        /// This many parents of revisions belong to another note; they count for nothing.
        case foreignParents(count: Int)
    }

    /// What is worth knowing about a file in which nothing is wrong.
    ///
    /// - Throws: ``StoreError``.
    package func remarks() throws -> [Remark] {
        var remarks: [Remark] = []
        try store.readWhateverTheFormat { db in
            // Reading tells SQLite what others have done to the file since it was opened.
            let isUnmarked = try Int.fetchOne(db, sql: "PRAGMA application_id") == 0
            remarks += fileRemarks(isInWALMode: try Store.isInWALMode(db))
            if isUnmarked { remarks.append(.unmarked) }
            remarks += try SchemaComparison(db, store.format).addedColumns.map {
                .addedColumn(table: $0.table, name: $0.name)
            }
            let version = try store.format.version(db)
            if version < store.format.newest { remarks.append(.olderFormat(version)) }
            guard version >= store.format.minimumReader else { return }
            let orphaned = try db.count("(SELECT DISTINCT note FROM notes WHERE anchor = 'orphaned')")
            if orphaned > 0 { remarks.append(.orphanedAnnotations(count: orphaned)) }
            let conflicts = try db.count("(\(Notes.undecided))")
            if conflicts > 0 { remarks.append(.conflicts(count: conflicts)) }
            let parked = try db.count(Notes.allWaitingHeads)
            if parked > 0 { remarks.append(.parkedNotes(count: parked)) }
            let foreign = try db.count(
                """
                note_parents AS edge JOIN note_revisions AS parent ON parent.revision = edge.parent
                WHERE parent.note <> edge.note
                """)
            if foreign > 0 { remarks.append(.foreignParents(count: foreign)) }
        }
        return remarks
    }

    /// The name that /etc/passwd gives a user.
    ///
    /// getpwuid() asks modules of the C library too, which crash a program that was linked with another version of it.
    private static func name(of user: uid_t) -> String? {
        guard let file = fopen("/etc/passwd", "r") else { return nil }
        defer { fclose(file) }
        while let entry = fgetpwent(file) {
            if entry.pointee.pw_uid == user { return String(cString: entry.pointee.pw_name) }
        }
        return nil
    }

    private func fileRemarks(isInWALMode: Bool) -> [Remark] {
        var remarks: [Remark] = []
        var status = stat()
        guard stat(store.path, &status) == 0 else { return [] }
        if status.st_mode & (S_IRGRP | S_IROTH) != 0 { remarks.append(.readableByOthers) }
        if access(store.path, W_OK) != 0 || access(FileAccess.folder(of: store.path), W_OK) != 0 {
            remarks.append(.notWritable(owner: Self.name(of: status.st_uid) ?? String(status.st_uid)))
        }
        if store.isOnNetwork { remarks.append(.network) }
        if isInWALMode {
            remarks.append(.writeAheadLog)
        } else {
            // SQLite has looked at a journal by now: what is left is none of this file, or is being written.
            for path in ["-wal", "-shm"].map({ store.path + $0 }) where access(path, F_OK) == 0 {
                remarks.append(.journal(path: path))
            }
        }
        return remarks
    }

    /// What is wrong with the file as a file, and with the SQLite that reads it.
    func fileFaults() throws -> [HealthFault] {
        var faults: [HealthFault] = []
        for path in [store.path, FileAccess.folder(of: store.path)] {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IWOTH != 0 else { continue }
            // In a folder such as /tmp, only the owner of a file may replace it.
            if status.st_mode & S_IFMT != S_IFDIR || status.st_mode & S_ISVTX == 0 {
                faults.append(.writableByAll(path: path))
            }
        }
        // 3.38: JSON is built in, and STRICT, RETURNING and UPDATE FROM are there.
        if sqlite3_libversion_number() < 3_038_000 { faults.append(.sqlite(missing: "3.38")) }
        let options = try store.withoutTransaction {
            try Set(String.fetchAll($0, sql: "SELECT compile_options FROM pragma_compile_options"))
        }
        if !options.contains("ENABLE_FTS5") { faults.append(.sqlite(missing: "FTS5")) }
        return faults
    }
}
