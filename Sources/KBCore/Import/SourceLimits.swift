import Glibc
import KBDocuments

/// Tells, while something is read, that it is no document: what never ends is not kept, and no gap of a sparse file is
/// copied.
struct SourceLimits {
    /// The most bytes that a pipe or device may have: 2 GB.
    static let mostBytes = 2_000_000_000

    private let path: String
    /// The most bytes; nil for a file, which has an end, and whose lines are looked at when it is whole.
    private let most: Int?
    private var bytes = 0
    private var line = 1
    private var lineBytes = 0
    /// The first bytes that are not white space.
    private var start: [UInt8] = []

    init(path: String, most: Int?) {
        self.path = path
        self.most = most
    }

    /// Looks at the next piece.
    ///
    /// - Returns: After how many bytes of the piece to stop: where a NUL stands, which no document may have; nil to go on.
    /// - Throws: ``SourceFileError/tooLong(path:most:)``, ``SourceFileError/lineTooLong(path:line:most:)``.
    mutating func check(_ piece: UnsafeRawBufferPointer) throws(SourceFileError) -> Int? {
        if start.count < 2 {
            start += piece.lazy.filter { !" \t\r\n".utf8.contains($0) }.prefix(2 - start.count)
        }
        let before = bytes
        bytes += piece.count
        if let most, bytes > most { throw .tooLong(path: path, most: most) }
        // UTF-16 is full of NULs; its lines end in the byte of a line feed, too. Of four NULs two are a character.
        let isUTF16 = start == [0xFF, 0xFE] || start == [0xFE, 0xFF]
        if isUTF16, let nul = Self.findNULs(in: piece) { return nul + 4 - (before + nul) % 2 }
        if !isUTF16, let nul = Self.find(0, in: piece) {
            // A reader detects a file by its beginning, and a gap has no content.
            let isGap = piece[nul...].prefix(4096).allSatisfy { $0 == 0 }
            return before == 0 && !isGap && ForeignDocument(bytes: piece) != nil ? piece.count : nul + 1
        }
        guard most != nil else { return nil }
        // JSON may be a single line.
        guard start.first != UInt8(ascii: "{"), start.first != UInt8(ascii: "[") else { return nil }
        var rest = piece
        while let end = Self.find(UInt8(ascii: "\n"), in: rest) {
            try checkLine(lineBytes + end)
            rest = UnsafeRawBufferPointer(rebasing: rest[(end + 1)...])
            line += 1
            lineBytes = 0
        }
        lineBytes += rest.count
        try checkLine(lineBytes)
        return nil
    }

    private static func find(_ byte: UInt8, in piece: UnsafeRawBufferPointer) -> Int? {
        guard let start = piece.baseAddress, let found = memchr(start, Int32(byte), piece.count) else {
            return nil
        }
        return UnsafeRawPointer(found) - start
    }

    /// Where four NULs stand together.
    private static func findNULs(in piece: UnsafeRawBufferPointer) -> Int? {
        var place = 0
        while let nul = find(0, in: UnsafeRawBufferPointer(rebasing: piece[place...])) {
            place += nul
            let run = piece[place...].prefix(4)
            if run.count == 4, run.allSatisfy({ $0 == 0 }) { return place }
            place += 1
        }
        return nil
    }

    private func checkLine(_ count: Int) throws(SourceFileError) {
        guard count <= Entry.longest else { throw .lineTooLong(path: path, line: line, most: Entry.longest) }
    }
}
