import Glibc
import KBDocuments

/// The bytes of a document.
///
/// A small one is kept in memory. A large one is copied into a nameless file, which is mapped, so that memory stays the
/// same whatever the size of the document. The copy is nobody else's: a file that is mapped itself ends the process with
/// SIGBUS when somebody cuts it short.
final class SourceContent: @unchecked Sendable {
    /// All bytes; they do not change while the value lives.
    let bytes: UnsafeRawBufferPointer
    /// The SHA-256 of the bytes, taken while they are read.
    let sha256: String
    /// How the bytes are encoded.
    let encoding = DocumentEncoding()
    private let isMapped: Bool

    /// A document of more bytes is mapped.
    private static let mostInMemory = 8 << 20
    private static let pieceSize = 1 << 18

    /// Takes a document that is in memory already.
    init(_ document: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: document.count, alignment: 16)
        memory.copyBytes(from: document)
        bytes = UnsafeRawBufferPointer(memory)
        sha256 = SHA256.hexadecimal(of: document)
        isMapped = false
    }

    /// Reads an open file to its end.
    ///
    /// Only so much is read as shows that it is no document; see ``SourceLimits``.
    ///
    /// - Throws: ``SourceFileError``.
    init(reading file: Int32, path: String, isCancelled: @escaping () -> Bool) throws(SourceFileError) {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw SourceFileError(path: path, code: errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .isDirectory(path: path) }
        // What is added to a file meanwhile is not read. Files of /proc and the like say that they are empty.
        let isFile = status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
        let (spool, sum) = try Self.read(
            SourceReader(file: file, path: path, isCancelled: isCancelled),
            size: isFile ? Int(status.st_size) : nil)
        sha256 = sum.hexadecimal
        switch spool {
        case .memory(let memory):
            bytes = UnsafeRawBufferPointer(memory)
            isMapped = false
        case .file(let mapped):
            bytes = mapped
            isMapped = true
        }
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

    private enum Spool {
        case memory(UnsafeMutableRawBufferPointer)
        case file(UnsafeRawBufferPointer)
    }

    private static func read(_ reader: SourceReader, size: Int?) throws(SourceFileError)
        -> (Spool, SHA256)
    {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
        defer { piece.deallocate() }
        var head: [UInt8] = []
        var spool: SpoolFile?
        var count = 0
        var limits = SourceLimits(path: reader.path, most: size == nil ? SourceLimits.mostBytes : nil)
        var isCut = false
        var sum = SHA256()
        while count < size ?? .max {
            let wanted = min(piece.count, (size ?? .max) - count)
            let got = try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: piece[..<wanted]))
            if got == 0 { break }
            let end = try limits.check(UnsafeRawBufferPointer(rebasing: piece[..<got]))
            let part = UnsafeRawBufferPointer(rebasing: piece[..<(end ?? got)])
            count += part.count
            sum.add(part)
            if spool == nil, head.count + part.count <= mostInMemory {
                head.append(contentsOf: part)
            } else {
                if spool == nil {
                    spool = try SpoolFile(holding: head, of: reader.path)
                    head = []
                }
                try spool?.append(part)
            }
            isCut = end != nil
            if isCut { break }
        }
        if let spool {
            guard isCut || count == size ?? count else { throw .cutShort(path: reader.path) }
            return (.file(try spool.map()), sum)
        }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: head.count, alignment: 16)
        memory.copyBytes(from: head)
        return (.memory(memory), sum)
    }
}
