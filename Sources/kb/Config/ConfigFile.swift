import Glibc
import KBCore
import KBInput
import KBPresentation

/// The configuration file on the disk.
struct ConfigFile {
    let path: String
    /// What `~` stands for in the path of a knowledge base.
    let home: String?

    init(_ path: String, home: String?) {
        self.path = path
        self.home = home
    }

    /// The folder that it is in.
    var folder: String { FileAccess.folder(of: path) }

    /// What it says; nil where there is no such file.
    func read() throws(ConfigFault) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .unreadable(errno)
        }
        defer { close(file) }
        let bytes: [UInt8]
        do {
            bytes = try OpenFile.bytes(of: file)
        } catch {
            throw .unreadable(error.code)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        return text
    }

    /// Sets a value; everything else in the file stays as it is.
    ///
    /// - Parameters:
    ///   - key: What to set.
    ///   - value: The value, without quotation marks.
    /// - Returns: The line that was written.
    /// - Throws: ``UnfitValue``; ``BadConfig`` where the file would be wrong then, and is left alone;
    ///   ``ConfigWriteError``.
    func set(_ key: ConfigKey, to value: String) throws -> String {
        let assignment = key.assignment(of: value)
        guard Config(assignment, folder: folder, home: home).faults.isEmpty else {
            throw UnfitValue(key: key, value: value)
        }
        try change { $0.set(assignment, for: key) }
        return assignment
    }

    /// Takes a value out, so that it is the usual one again; also one that this kb does not know, as a newer one may
    /// have written it.
    ///
    /// - Throws: ``UnsetKey`` where it is not there, else as ``set(_:to:)``.
    func unset(_ key: String) throws {
        try change { lines throws(UnsetKey) in
            guard lines.unset(key) else { throw UnsetKey(key: key, path: path) }
        }
    }

    private func change(_ body: (inout ConfigLines) throws -> Void) throws {
        let before: String
        do {
            before = try read() ?? ""
        } catch {
            throw BadConfig(path: path, faults: [error])
        }
        var lines = ConfigLines(before)
        try body(&lines)
        let config = Config(lines.text, folder: folder, home: home)
        guard config.isUsable else {
            // Those that were there have the lines that the file has now.
            let earlier = Config(before, folder: folder, home: home).faults
            throw BadConfig(path: path, faults: earlier.isEmpty ? config.faults : earlier)
        }
        try write(lines.text)
    }

    /// Writes a new file beside the old one and puts it in its place; behind a symbolic link, in the place of its target.
    private func write(_ text: String) throws(ConfigWriteError) {
        let target = realpath(path, nil)
        defer { free(target) }
        let path = target.map { String(cString: $0) } ?? path
        var status = stat()
        let mode = stat(path, &status) == 0 ? status.st_mode & 0o777 : 0o600
        let copy: String
        do {
            copy = try PrivateFile.create(
                Array(text.utf8), in: ConfigFile(path, home: home).folder, prefix: ".config-", suffix: ".toml"
            )
        } catch {
            throw ConfigWriteError(path: path, reason: error.reason)
        }
        guard chmod(copy, mode) == 0, rename(copy, path) == 0 else {
            defer { unlink(copy) }
            throw ConfigWriteError(path: path, reason: String(cString: strerror(errno)))
        }
    }
}
