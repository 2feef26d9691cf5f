import Glibc

/// Reads a log and what is added to it, also after it has been rotated: renamed and created again, or emptied.
///
/// A file that shrinks is read from its beginning. Where another file has come in its place, the old one is read once
/// more by the next call, because its writer may have had it open still, and then the new one from its beginning.
package final class LogFollower {
    /// The most that one call reads, so that what has been counted can be shown in between.
    private static let mostPieces = 64

    private var file: LogFile
    private let format: LineFormat
    private let codes: CodeList?
    private var reader: LogReader
    private var isReplaced = false
    /// Whether nothing more can come, because it is a pipe that its writer has closed.
    package private(set) var isAtEnd = false

    /// Begins at the beginning of `file`.
    package init(_ file: LogFile, format: LineFormat, codes: CodeList? = nil) {
        self.file = file
        self.format = format
        self.codes = codes
        reader = LogReader(file, format: format, codes: codes, takesCompressed: false)
    }

    /// Counts what has been added since the last call, or a part of it.
    ///
    /// - Returns: Whether there was something; it does not wait for anything.
    /// - Throws: ``LogError``.
    package func readOn(into counts: inout CodeCounts) throws(LogError) -> Bool {
        var hasRead = false
        for _ in 0..<Self.mostPieces {
            guard !isAtEnd, file.isReady else { break }
            if try reader.readPiece(into: &counts) > 0 {
                hasRead = true
            } else if !file.isRegular {
                isAtEnd = true
                reader.finish(into: &counts)
            } else if try !turnsToRotated(&counts) {
                break
            }
        }
        return hasRead
    }

    /// Counts what is left, also of a file that has come in the place of the one that was read.
    ///
    /// A last line without a line feed is not counted: its writer may be in the middle of it.
    ///
    /// - Throws: ``LogError``.
    package func finish(into counts: inout CodeCounts) throws(LogError) {
        _ = try readOn(into: &counts)
        if isReplaced { _ = try readOn(into: &counts) }
    }

    /// At the end of a file, goes to the beginning of what has come in its place; false where nothing has.
    private func turnsToRotated(_ counts: inout CodeCounts) throws(LogError) -> Bool {
        if file.hasShrunk {
            reader.finish(into: &counts)
            file.rewind()
            return true
        }
        guard file.isReplaced else { return false }
        guard isReplaced else {
            isReplaced = true
            return false
        }
        let next: LogFile
        do {
            next = try LogFile(opening: file.path)
        } catch .unreadable(_, ENOENT) {
            return false
        }
        reader.finish(into: &counts)
        (file, reader, isReplaced) = (
            next, LogReader(next, format: format, codes: codes, takesCompressed: false), false
        )
        return true
    }
}
