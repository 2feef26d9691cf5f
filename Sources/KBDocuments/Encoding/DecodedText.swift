import Synchronization

/// How a document is encoded, found out when it is first read, for whoever reads it several times.
package final class DocumentEncoding: Sendable {
    private let known = Mutex<DecodedText?>(nil)

    package init() {}

    /// The text of the document; `bytes` must be the same each time.
    func text(
        of bytes: UnsafeRawBufferPointer, progress: (Int) -> Void
    ) throws(DocumentError) -> DecodedText {
        if let text = known.withLock({ $0 }) { return text }
        let text = try DecodedText.decode(bytes, progress: progress)
        known.withLock { $0 = text }
        return text
    }
}

/// A document's bytes as UTF-8, and what they were converted from.
enum DecodedText: Sendable {
    /// The bytes are taken as UTF-8 from this offset on, after the byte-order mark.
    case utf8(from: Int, hasFault: Bool)
    /// The bytes were converted.
    case converted([UInt8], SourceEncoding)

    /// Finds out how a document is encoded, and converts it where that is needed.
    ///
    /// A byte-order mark decides; else the bytes are UTF-8 when that is valid, GB 18030 when they look
    /// like it, and faulty UTF-8 when not. A conversion holds the whole document in memory.
    static func decode(
        _ bytes: UnsafeRawBufferPointer, progress: (Int) -> Void
    ) throws(DocumentError) -> DecodedText {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return .utf8(from: 3, hasFault: firstFault(in: bytes, progress: progress) != nil)
        }
        if bytes.starts(with: [0xFF, 0xFE, 0x00, 0x00]) || bytes.starts(with: [0x00, 0x00, 0xFE, 0xFF]) {
            throw DocumentError([Diagnostic(line: 1, kind: .unsupportedEncoding("UTF-32"))])
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return try convertUTF16(bytes, from: .utf16LittleEndian) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try convertUTF16(bytes, from: .utf16BigEndian) }
        guard let fault = firstFault(in: bytes, progress: progress) else {
            return .utf8(from: 0, hasFault: false)
        }
        if bytes[fault] != 0, looksLikeGB18030(bytes), let text = GB18030.utf8(bytes) {
            return .converted(text, .gb18030)
        }
        return .utf8(from: 0, hasFault: true)
    }

    /// Finds the first fault of a whole document, telling every 4 MB how far it has come.
    private static func firstFault(in bytes: UnsafeRawBufferPointer, progress: (Int) -> Void) -> Int? {
        var start = 0
        while start < bytes.count {
            var end = min(start + (4 << 20), bytes.count)
            // Keep a character whole; one of valid UTF-8 has at most three more bytes.
            for _ in 0..<3 where end < bytes.count && bytes[end] & 0xC0 == 0x80 { end -= 1 }
            if let fault = KBDocuments.firstFault(in: bytes, from: start, to: end) { return fault }
            start = end
            progress(end)
        }
        return nil
    }

    private static func convertUTF16(
        _ bytes: UnsafeRawBufferPointer, from encoding: SourceEncoding
    ) throws(DocumentError) -> DecodedText {
        let text = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(2))
        let isLittleEndian = encoding == .utf16LittleEndian
        let offset: Int
        do {
            return .converted(try UTF16Text.utf8(text, isLittleEndian: isLittleEndian), encoding)
        } catch {
            offset = error.byteOffset
        }
        let before = UnsafeRawBufferPointer(rebasing: text.prefix(offset))
        let line = (try? UTF16Text.utf8(before, isLittleEndian: isLittleEndian)).map(lineCount) ?? 1
        let kind = Diagnostic.Kind.undecodable(encoding, byteOffset: offset + 2)
        throw DocumentError([Diagnostic(line: line, kind: kind)])
    }

    /// Returns the number of the line on which a text ends.
    private static func lineCount(_ text: [UInt8]) -> Int {
        text.withUnsafeBytes { bytes in
            var lines = Lines(bytes)
            var count = 0
            while lines.next() != nil { count += 1 }
            let endsInLine = bytes.last.map { $0 != 0x0A && $0 != 0x0D } ?? false
            return endsInLine ? count : count + 1
        }
    }
}
