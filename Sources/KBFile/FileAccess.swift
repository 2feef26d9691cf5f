import CShim
import Glibc

/// What the file system says about the database file, before SQLite touches it.
package enum FileAccess {
    /// Tells whether there is a regular file at `path`, following symbolic links.
    ///
    /// - Throws: ``StoreError`` when something else is there, or when nobody can tell.
    package static func isRegularFile(_ path: String) throws -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return false
            default: throw StoreError.notPermitted(path: path)
            }
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw StoreError.notAFile(path: path) }
        guard access(path, R_OK) == 0 else { throw StoreError.notPermitted(path: path) }
        return true
    }

    /// Tells whether the head of a database says that it is in WAL mode (SQLite database header §1.3.3).
    ///
    /// Only for a file that SQLite could not open: closing it here would take the locks away that it holds.
    package static func isInWALMode(_ path: String) -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var versions: [UInt8] = [0, 0]
        return pread(file, &versions, 2, 18) == 2 && versions == [2, 2]
    }

    /// Tells whether a file is on a file system of another machine or of a user's program, whose locks may not hold
    /// (SQLite, "How To Corrupt An SQLite Database File" §2.1).
    package static func isOnNetwork(_ path: String) -> Bool {
        // NFS, SMB, CIFS, SMB2, 9P, Ceph, AFS and FUSE: statfs(2).
        let types: Set<UInt32> = [
            0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x0102_1997, 0x00C3_6400, 0x5346_414F, 0x6573_5546,
        ]
        return types.contains(kb_file_system_type(path))
    }

    /// Makes an empty file that only its owner may read and write, and its folder if that is missing.
    ///
    /// - Throws: ``StoreError/cannotCreate(path:)``.
    package static func createPrivately(_ path: String) throws {
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try createFolder(String(path[..<slash]), for: path)
        }
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError.cannotCreate(path: path) }
        close(file)
    }

    /// The folder that a file is in.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The name of a file in its folder.
    package static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// The path that symbolic links lead to; nil where there is nothing.
    package static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Where a file is or is to be: where symbolic links lead to, also those to nothing.
    static func destination(_ path: String) -> String {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &target, target.count)
        guard count > 0 else { return path }
        if let resolved = resolved(path) { return resolved }
        let name = String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return name.hasPrefix("/") ? name : folder(of: path) + "/" + name
    }

    /// Whether there is something at a path, be it a link that leads nowhere.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// How many names a file has, without those in its folder that begin with a path; 0 where there is no file.
    static func links(of path: String, without beginning: String) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { return 0 }
        var links = Int(status.st_nlink)
        guard links > 1, let stream = opendir(folder(of: path)) else { return links }
        defer { closedir(stream) }
        let start = name(of: beginning)
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(start), entry.pointee.d_ino == status.st_ino { links -= 1 }
        }
        return links
    }

    /// Brings the names in a file's folder to the disk.
    static func syncFolder(of path: String) {
        let handle = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    private static func createFolder(_ folder: String, for path: String) throws {
        if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else {
            throw StoreError.cannotCreate(path: path)
        }
        try createFolder(String(folder[..<slash]), for: path)
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw StoreError.cannotCreate(path: path) }
    }
}
