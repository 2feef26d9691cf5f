import Glibc

/// Reads one log piece by piece and counts the codes of its lines.
///
/// Memory does not depend on the size of the log or its lines: kb reads at most ``longestLine`` bytes of a line.
package final class LogReader {
    /// The maximum number of bytes of a line that kb looks at.
    package static let longestLine = 1 << 20
    /// What one read asks for: it stays in a core's cache until it has been looked at.
    private static let piece = 1 << 18

    private let file: LogFile
    private let scanner: LineScanner
    private let takesCompressed: Bool
    /// Room for the longest line and a piece; pages that no line reaches are never touched.
    private let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: longestLine + piece)
    /// How many bytes at the beginning of the buffer are the beginning of a line; at most ``longestLine``.
    private var filled = 0
    /// Whether the rest of a line that was too long is being passed over.
    private var isPassing = false
    private var isAtBeginning = true

    /// Makes a reader of the lines of `file`.
    ///
    /// - Parameters:
    ///   - file: The log.
    ///   - format: Where the code stands in a line.
    ///   - codes: The codes of the book that the user has named; nil for none.
    ///   - takesCompressed: False where nothing can be added to what is compressed.
    package init(_ file: LogFile, format: LineFormat, codes: CodeList? = nil, takesCompressed: Bool = true) {
        self.file = file
        scanner = LineScanner(format, codes: codes)
        self.takesCompressed = takesCompressed
    }

    deinit {
        buffer.deallocate()
    }

    /// Counts what is there until the end of the file or pipe, but not a last line without a line feed.
    ///
    /// - Throws: ``LogError``.
    package func readToEnd(into counts: inout CodeCounts) throws(LogError) {
        while try readPiece(into: &counts) > 0 {}
    }

    /// Counts a last line that has no line feed.
    package func finish(into counts: inout CodeCounts) {
        scanner.count(Bytes(start: buffer, count: filled), into: &counts)
        filled = 0
        isPassing = false
    }

    /// Reads once and counts the lines that have come to their end.
    ///
    /// - Returns: The number of bytes read, 0 at the end.
    func readPiece(into counts: inout CodeCounts) throws(LogError) -> Int {
        let room = UnsafeMutableRawBufferPointer(start: buffer + filled, count: Self.piece)
        let count = try file.read(into: room)
        if isAtBeginning, count > 0 {
            isAtBeginning = false
            if !takesCompressed, let compression = file.compression {
                throw .compressed(path: file.path, compression)
            }
            if TarHeader.isBeginning(Bytes(start: buffer, count: count)) { throw .archive(path: file.path) }
        }
        take(count, into: &counts)
        return count
    }

    /// Counts the lines that `count` new bytes complete, and keeps the rest.
    private func take(_ count: Int, into counts: inout CodeCounts) {
        let bytes = Bytes(start: buffer, count: filled + count)
        var start = 0
        if isPassing {
            guard let newline = bytes.first(.newline, from: 0) else { return }
            start = newline + 1
            isPassing = false
        }
        let new = max(start, filled)
        let end = bytes[new...].lastIndex(of: .newline).map { $0 + 1 } ?? start
        scanner.count(bytes.part(start..<end), into: &counts)
        filled = bytes.count - end
        if filled > Self.longestLine {
            scanner.count(bytes.part(end..<bytes.count), into: &counts)
            filled = 0
            isPassing = true
        }
        if end > 0 { memmove(buffer, buffer + end, filled) }
    }
}
