import GRDB
import Glibc

/// Copies a knowledge base while others use it.
public struct Backup: Sendable {
    private let store: Store

    /// Copies `store`.
    public init(_ store: Store) {
        self.store = store
    }

    /// Writes a copy of the file as it is at this moment, which is complete or not there at all.
    ///
    /// The copy is made under another name, checked, brought to the disk, and only then given its name: an
    /// interrupted `VACUUM INTO` leaves a file that cannot be used.
    ///
    /// - Parameter path: The copy, which only its owner may read.
    /// - Throws: ``BackupError``; ``StoreError`` when the knowledge base cannot be read.
    public func write(to path: String) throws {
        var status = stat()
        guard lstat(path, &status) != 0 else { throw BackupError.exists(path: path) }
        Self.removeDrafts(beside: path)
        let draft = "\(path).\(getpid()).part"
        let file = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw BackupError.cannotCreate(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(file) }
        do {
            // An empty file is what VACUUM INTO takes for a new one (lang_vacuum.html).
            try store.withoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [draft]) }
            try Self.check(draft, path: path)
            guard fsync(file) == 0 else { throw Self.failure(path) }
            try Self.name(draft, path)
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Reads the copy from end to end.
    private static func check(_ draft: String, path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let answer = try Connection(path: draft, configuration: configuration)
            .inDatabase { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        guard answer == "ok" else {
            throw BackupError.cannotWrite(path: path, reason: answer ?? "quick_check")
        }
    }

    /// Gives the copy its name, unless another file has taken it in the meantime.
    private static func name(_ draft: String, _ path: String) throws {
        if link(draft, path) == 0 {
            unlink(draft)
        } else if errno == EEXIST {
            throw BackupError.exists(path: path)
        } else {
            // A file system without links.
            guard rename(draft, path) == 0 else { throw failure(path) }
        }
        syncFolder(of: path)
    }

    /// Brings the names in a file's folder to the disk.
    package static func syncFolder(of path: String) {
        let handle = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    package static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }

    /// Removes the drafts of backups that were interrupted: those whose process is no more.
    private static func removeDrafts(beside path: String) {
        let folder = folder(of: path)
        guard let stream = opendir(folder) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let parts = name.split(separator: ".")
            guard parts.count > 2, parts.last == "part", let process = pid_t(parts[parts.count - 2]),
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            unlink(folder == "." ? name : folder + name)
        }
    }

    private static func failure(_ path: String) -> BackupError {
        .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
}
