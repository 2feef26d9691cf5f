import Glibc

/// The bytes of a document.
///
/// A small one is read into memory. A large one is mapped, so that what has been read can be let go of: memory stays
/// the same whatever the size of the document. What comes through a pipe is put into a nameless file first.
final class SourceContent: @unchecked Sendable {
    /// All bytes; they do not change while the value lives.
    let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// A document of more bytes is mapped.
    private static let mostInMemory = 8 << 20

    /// Reads an open file to its end.
    init(reading file: Int32, path: String) throws(SourceFileError) {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw SourceFileError(path: path, code: errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .isDirectory(path: path) }
        if status.st_mode & S_IFMT == S_IFREG, status.st_size > Self.mostInMemory,
            lseek(file, 0, SEEK_CUR) == 0
        {
            bytes = try Self.map(file, Int(status.st_size), path)
            isMapped = true
            return
        }
        var read = try Self.read(file, atMost: Self.mostInMemory, path)
        if read.count < Self.mostInMemory {
            let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: read.count, alignment: 16)
            memory.copyBytes(from: read)
            bytes = UnsafeRawBufferPointer(memory)
            isMapped = false
            return
        }
        guard let spool = tmpfile() else { throw SourceFileError(path: path, code: errno) }
        defer { fclose(spool) }
        var size = 0
        while !read.isEmpty {
            guard fwrite(read, 1, read.count, spool) == read.count else {
                throw SourceFileError(path: path, code: errno)
            }
            size += read.count
            read = try Self.read(file, atMost: Self.mostInMemory, path)
        }
        guard fflush(spool) == 0 else { throw SourceFileError(path: path, code: errno) }
        bytes = try Self.map(fileno(spool), size, path)
        isMapped = true
    }

    deinit {
        let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        if isMapped { munmap(start, bytes.count) } else { start?.deallocate() }
    }

    /// Lets go of the memory that a part of a mapped document takes; it is read again when it is asked for.
    func release(_ range: Range<Int>) {
        guard isMapped, let start = bytes.baseAddress else { return }
        let page = 4096
        let (first, last) = (range.lowerBound / page * page, range.upperBound / page * page)
        if last > first {
            madvise(UnsafeMutableRawPointer(mutating: start) + first, last - first, MADV_DONTNEED)
        }
    }

    private static func map(
        _ file: Int32, _ size: Int, _ path: String
    ) throws(SourceFileError) -> UnsafeRawBufferPointer {
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
            throw SourceFileError(path: path, code: errno)
        }
        madvise(start, size, MADV_SEQUENTIAL)
        return UnsafeRawBufferPointer(start: start, count: size)
    }

    private static func read(_ file: Int32, atMost most: Int, _ path: String) throws(SourceFileError)
        -> [UInt8]
    {
        var bytes: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { piece.deallocate() }
        while bytes.count < most {
            let count = Glibc.read(file, piece.baseAddress, min(piece.count, most - bytes.count))
            if count > 0 {
                bytes.append(contentsOf: piece[..<count])
            } else if count == 0 {
                break
            } else if errno != EINTR {
                throw SourceFileError(path: path, code: errno)
            }
        }
        return bytes
    }
}
