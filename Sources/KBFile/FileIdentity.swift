import Glibc

/// Which file stands at a path: it stays the same while the file is written, and differs once another takes its place.
struct FileIdentity: Hashable, Sendable {
    private let device: UInt
    private let inode: UInt

    /// Nil where there is no file.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
    }
}
