import Glibc
import KBCore
import KBInput

/// A folder that several machines see: a share, a USB stick.
///
/// `kb-logs/LOG/` has the segments of a log, `kb-logs/editions/` documents. A file gets its name once it is complete, and
/// never changes.
package struct FolderRemote: LogRemote {
    private let folder: String

    /// Works in the folder at `path`.
    package init(_ path: String) {
        folder = path + "/kb-logs"
    }

    private var root: String { String(folder.dropLast("/kb-logs".count)) }

    package func state() throws -> RemoteState {
        var state = RemoteState()
        // A share that is not mounted is an empty folder, or none.
        guard access(root, F_OK) == 0 else { throw RemoteFailure.unreachable(Self.reason()) }
        for log in try names(in: folder) where SegmentName.isLog(log) {
            state.vector[log] = try chain(of: log).position
        }
        return state
    }

    package func pull(_ ranges: [LogRange], _ body: ([LogSegment]) throws -> Void) throws {
        for range in ranges {
            for name in try chain(of: range.log).names(of: range) {
                let path = path(of: name, of: range.log)
                guard let bytes = try read(path, upTo: Logs.longestLine + Logs.largestSegment) else { break }
                try body([LogSegment(log: range.log, name, bytes)])
            }
        }
    }

    package func push(_ batch: LogBatch) throws {
        for (sha256, document) in batch.documents.sorted(by: { $0.key < $1.key }) {
            try make(folder + "/editions")
            try write(document, to: "\(folder)/editions/\(sha256)")
        }
        for segment in batch.segments {
            let name = SegmentName(segment)
            try make("\(folder)/\(segment.log)/\(name.folder)")
            try write(segment.bytes, to: path(of: name, of: segment.log))
        }
    }

    package func document(_ sha256: String, of log: String) throws -> [UInt8]? {
        guard LogHash(sha256) != nil else { return nil }
        return try read("\(folder)/editions/\(sha256)", upTo: Editions.largestDocument)
    }

    private func chain(of log: String) throws -> SegmentChain {
        let path = "\(folder)/\(log)"
        return SegmentChain(
            try names(in: path).flatMap { part in
                try names(in: "\(path)/\(part)").compactMap { SegmentName($0) }
            })
    }

    private func path(of name: SegmentName, of log: String) -> String {
        "\(folder)/\(log)/\(name.folder)/\(name.file)"
    }

    /// The names in a folder; none where there is no such folder.
    private func names(in path: String) throws -> [String] {
        guard let stream = opendir(path) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw RemoteFailure.unreachable(Self.reason())
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    /// Reads a file; nil where there is none.
    ///
    /// One that is larger than anything kb writes is cut.
    private func read(_ path: String, upTo most: Int) throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw RemoteFailure.unreachable(Self.reason())
        }
        defer { close(file) }
        do {
            return try OpenFile.bytes(of: file, upTo: most)
        } catch {
            throw RemoteFailure.unreachable(Self.reason())
        }
    }

    private func make(_ path: String) throws {
        guard access(root, F_OK) == 0 else { throw RemoteFailure.unreachable(Self.reason()) }
        var part = root
        for name in path.dropFirst(root.count).split(separator: "/") {
            part += "/\(name)"
            if mkdir(part, 0o777) != 0, errno != EEXIST { throw RemoteFailure.refused(Self.reason()) }
        }
    }

    /// Writes a file that is complete once it has its name.
    private func write(_ bytes: [UInt8], to path: String) throws {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        var draft = Array("\(path[..<slash])/.kb-XXXXXX".utf8CString)
        let file = mkstemp(&draft)
        guard file >= 0 else { throw RemoteFailure.refused(Self.reason()) }
        defer { close(file) }
        let isWritten =
            (fchmod(file, 0o644) == 0 || errno == EPERM)
            && bytes.withUnsafeBytes { OpenFile.write($0, to: file) } == nil && fsync(file) == 0
        guard isWritten, rename(draft, path) == 0 else {
            let reason = Self.reason()
            unlink(draft)
            throw RemoteFailure.refused(reason)
        }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
