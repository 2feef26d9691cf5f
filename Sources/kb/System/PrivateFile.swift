import Foundation

/// Files that only their owner may read.
enum PrivateFile {
    /// Makes a file with a new name, mode 0600, and its folder, mode 0700, where that is missing.
    ///
    /// - Parameters:
    ///   - bytes: What it holds.
    ///   - folder: Where it is.
    ///   - prefix: What its name begins with.
    ///   - suffix: What its name ends with.
    /// - Returns: Its path.
    /// - Throws: ``Failure``; then there is no such file.
    static func create(_ bytes: [UInt8], in folder: String, prefix: String, suffix: String) throws(Failure)
        -> String
    {
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var name = Array("\(folder)/\(prefix)XXXXXX\(suffix)".utf8CString)
        let file = mkstemps(&name, Int32(suffix.utf8.count))
        guard file >= 0 else { throw Failure(reason: String(cString: strerror(errno))) }
        defer { close(file) }
        let path = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        do {
            try Output.send(bytes, to: file)
        } catch {
            unlink(path)
            throw Failure(reason: error.reason)
        }
        return path
    }

    /// A file could not be made or written, for the system's reason.
    struct Failure: Error {
        var reason: String
    }
}
