import Glibc

/// A file that is being written under a name of its own, next to where it is to be.
///
/// The name begins with that of the file it is made from, and its process holds a lock on it (flock(2)): a draft that
/// nobody holds was left by a process that was killed, and the next one removes it. Other people's files have other
/// names.
struct Draft: ~Copyable {
    /// Where it is.
    let path: String
    /// The open file.
    let file: Int32

    /// Makes an empty draft that only its owner may read.
    ///
    /// - Parameters:
    ///   - source: What it is made from.
    ///   - target: What the draft is to become, whose folder it is made in.
    /// - Throws: ``BackupError/cannotCreate(path:reason:)``.
    init(of source: String, for target: String) throws {
        let folder = FileAccess.folder(of: target)
        let prefix = ".\(FileAccess.name(of: source)).kb-draft-"
        Self.removeAbandoned(in: folder, prefix)
        var template = Array((folder + "/" + prefix + "XXXXXX").utf8CString)
        file = mkstemp(&template)
        guard file >= 0 else {
            throw BackupError.cannotCreate(path: target, reason: String(cString: strerror(errno)))
        }
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        flock(file, LOCK_EX | LOCK_NB)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        unlink(path)
        close(file)
    }

    /// Whether the file of this name is still the one that was made, and this large.
    func holds(bytes: Int64) -> Bool {
        var (own, named) = (stat(), stat())
        return fstat(file, &own) == 0 && stat(path, &named) == 0 && own.st_ino == named.st_ino
            && own.st_dev == named.st_dev && Int64(own.st_size) == bytes && bytes > 0
    }

    /// Gives it its name, unless another file has taken that in the meantime.
    ///
    /// - Throws: ``BackupError``.
    func publish(as target: String) throws {
        guard fsync(file) == 0 else { throw BackupError.failure(target) }
        if link(path, target) != 0 {
            guard errno != EEXIST else { throw BackupError.exists(path: target) }
            // A file system without links.
            guard rename(path, target) == 0 else { throw BackupError.failure(target) }
        }
        FileAccess.syncFolder(of: target)
    }

    /// Puts it in the place of another file.
    ///
    /// - Throws: ``BackupError``.
    func replace(_ target: String) throws {
        guard fsync(file) == 0, rename(path, target) == 0 else { throw BackupError.failure(target) }
        FileAccess.syncFolder(of: target)
    }

    private static func removeAbandoned(in folder: String, _ prefix: String) {
        guard let stream = opendir(folder) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasPrefix(prefix), name.utf8.count == prefix.utf8.count + 6 else { continue }
            let path = folder + "/" + name
            let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
            guard file >= 0 else { continue }
            if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
            close(file)
        }
    }
}
