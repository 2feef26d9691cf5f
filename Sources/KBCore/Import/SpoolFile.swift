import Glibc

/// A nameless file that holds a large document while it is imported.
///
/// It lies in `$TMPDIR`, or else in `/var/tmp`, which is on a disk where `/tmp` may be memory.
final class SpoolFile {
    private let file: Int32
    private let path: String
    private var size = 0

    /// Makes an empty file; `path` is the document of which errors speak.
    private init(for path: String) throws(SourceFileError) {
        self.path = path
        let chosen = getenv("TMPDIR").map { String(cString: $0) }
        for folder in [chosen, "/var/tmp", "/tmp"].compactMap({ $0 }) {
            var template = Array("\(folder)/kb-document-XXXXXX".utf8CString)
            let file = mkstemp(&template)
            guard file >= 0 else { continue }
            _ = fcntl(file, F_SETFD, FD_CLOEXEC)
            unlink(template)
            self.file = file
            return
        }
        throw SourceFileError.unreadable(path: path, reason: String(cString: strerror(errno)))
    }

    /// Makes a file that holds the beginning of a document.
    convenience init(holding head: [UInt8], of path: String) throws(SourceFileError) {
        try self.init(for: path)
        // The method for bytes does not pass on the type of an error.
        let fault = head.withUnsafeBytes { bytes -> SourceFileError? in
            do throws(SourceFileError) { try append(bytes) } catch { return error }
            return nil
        }
        if let fault { throw fault }
    }

    deinit { close(file) }

    /// Writes bytes at the end.
    func append(_ bytes: UnsafeRawBufferPointer) throws(SourceFileError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = write(file, rest.baseAddress, rest.count)
            if count > 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            } else if errno != EINTR {
                throw .unreadable(path: path, reason: String(cString: strerror(errno)))
            }
        }
        size += bytes.count
    }

    /// Maps all that has been written; the caller unmaps it.
    func map() throws(SourceFileError) -> UnsafeRawBufferPointer {
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        madvise(start, size, MADV_SEQUENTIAL)
        return UnsafeRawBufferPointer(start: start, count: size)
    }
}
