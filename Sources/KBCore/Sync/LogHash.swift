import KBText

/// The hash of an entry of a log: SHA-256 of the hash before it and the line.
///
/// Two logs that have the same hash at the same place are the same up to there.
package struct LogHash: Hashable, Sendable, CustomStringConvertible {
    /// The bytes: 32, or none before the first entry.
    package let bytes: [UInt8]

    /// What comes before the first entry.
    package static let start = LogHash(bytes: [])

    /// Takes 32 bytes, or none.
    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads 64 hexadecimal digits in lower case; nil where the text is anything else.
    package init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    /// The hash of the entry that follows this one; what is left of a redacted line brings the hash of what was.
    package func following(_ line: String) -> LogHash {
        if case .redacted(_, _, let given, let previous)? = LogLine(line), previous ?? self == self {
            return given
        }
        var sum = SHA256()
        bytes.withUnsafeBytes { sum.add($0) }
        var line = line
        line.withUTF8 { sum.add(UnsafeRawBufferPointer($0)) }
        return LogHash(bytes: sum.digest)
    }

    /// 64 hexadecimal digits; empty before the first entry.
    package var description: String {
        bytes.map { String($0, radix: 16).zeroPadded(to: 2) }.joined()
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}

/// How far a log is known.
package struct LogPosition: Hashable, Sendable {
    /// The number of entries; they count from 1.
    package var n: Int
    /// The hash of the last of them.
    package var hash: LogHash

    package init(n: Int, hash: LogHash) {
        (self.n, self.hash) = (n, hash)
    }

    /// Of a log of which nothing is known.
    package static let start = LogPosition(n: 0, hash: .start)

    /// The position after one more entry.
    package func following(_ line: String) -> LogPosition {
        LogPosition(n: n + 1, hash: hash.following(line))
    }
}

/// How far each log is known, by its UUID.
///
/// Whoever compares two of them knows what either side lacks, and whether what both have is the same.
package typealias LogVector = [String: LogPosition]

/// Entries of one log that follow one another.
package struct LogSegment: Hashable, Sendable {
    /// The UUID of the log.
    package var log: String
    /// The number of the first entry.
    package var first: Int
    /// What the entries say: one JSON object each, without a line feed.
    package var lines: [String]
    /// The hash of the last entry.
    package var hash: LogHash

    package init(log: String, first: Int, lines: [String], hash: LogHash) {
        (self.log, self.first, self.lines, self.hash) = (log, first, lines, hash)
    }

    /// The number of the last entry.
    package var last: Int { first + lines.count - 1 }

    /// The entries after the `n`th; nil where some are missing before them.
    package func lines(after n: Int) -> ArraySlice<String>? {
        first <= n + 1 ? lines.dropFirst(n + 1 - first) : nil
    }
}
