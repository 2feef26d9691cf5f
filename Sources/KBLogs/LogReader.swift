import Glibc

/// Reads one log piece by piece and counts the codes of its lines.
///
/// Memory does not depend on the size of the log or of its lines: of a line longer than ``longestLine`` only so much
/// is looked at.
public final class LogReader {
    /// The most bytes of a line that are looked at.
    public static let longestLine = 1 << 20
    /// What one read asks for: it stays in a core's cache until it has been looked at.
    private static let piece = 1 << 18

    private let file: LogFile
    private let format: LineFormat
    /// Room for the longest line and a piece; pages that no line reaches are never touched.
    private let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: longestLine + piece)
    /// How many bytes at the beginning of the buffer are the beginning of a line; at most ``longestLine``.
    private var filled = 0
    /// Whether the rest of a line that was too long is being passed over.
    private var isPassing = false
    private var isAtBeginning = true

    /// Makes a reader of the lines of `file`.
    public init(_ file: LogFile, format: LineFormat) {
        self.file = file
        self.format = format
    }

    deinit {
        buffer.deallocate()
    }

    /// Counts what is there until the end of the file or pipe, but not a last line without a line feed.
    ///
    /// - Throws: ``LogError``.
    public func readToEnd(into counts: inout CodeCounts) throws(LogError) {
        while try readPiece(into: &counts) > 0 {}
    }

    /// Counts a last line that has no line feed.
    public func finish(into counts: inout CodeCounts) {
        format.count(Bytes(start: buffer, count: filled), into: &counts)
        filled = 0
        isPassing = false
    }

    /// Reads once and counts the lines that have come to their end.
    ///
    /// - Returns: The number of bytes read, 0 at the end.
    func readPiece(into counts: inout CodeCounts) throws(LogError) -> Int {
        var count = read(file.descriptor, buffer + filled, Self.piece)
        while count < 0, errno == EINTR { count = read(file.descriptor, buffer + filled, Self.piece) }
        guard count >= 0 else { throw .unreadable(path: file.path, code: errno) }
        if isAtBeginning, count > 0 {
            isAtBeginning = false
            try file.checkIsPlain(Bytes(start: buffer + filled, count: count))
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
        format.count(bytes.part(start..<end), into: &counts)
        filled = bytes.count - end
        if filled > Self.longestLine {
            format.count(bytes.part(end..<bytes.count), into: &counts)
            filled = 0
            isPassing = true
        }
        if end > 0 { memmove(buffer, buffer + end, filled) }
    }
}
