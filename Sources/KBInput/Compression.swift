/// How files that have been put away are compressed, told by their first bytes.
package enum Compression: CaseIterable, Hashable, Sendable {
    case gzip, zstd, bzip2, xz

    /// The most bytes that are needed to tell.
    package static let longestMark = 4

    /// Tells what a file is compressed by from its beginning; nil for any other file.
    package init?(of head: some Collection<UInt8>) {
        guard let found = Self.allCases.first(where: { $0.isBeginning(head) }) else { return nil }
        self = found
    }

    /// Whether more bytes than these are needed to tell.
    static func isUndecided(_ head: some Collection<UInt8>) -> Bool {
        !head.isEmpty && head.count < longestMark
            && allCases.contains { $0.mark.count > head.count && $0.mark.starts(with: head) }
    }

    /// RFC 1952 §2.3.1 with the only method there is, RFC 8878 §3.1.1, bzip2's `BZh`, the .xz format §2.1.1.1.
    private var mark: [UInt8] {
        switch self {
        case .gzip: [0x1F, 0x8B, 0x08]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        case .bzip2: [0x42, 0x5A, 0x68]
        case .xz: [0xFD, 0x37, 0x7A, 0x58]
        }
    }

    private func isBeginning(_ head: some Collection<UInt8>) -> Bool {
        guard head.starts(with: mark) else { return false }
        // After bzip2's letters stands the size of its blocks, a digit; a text may begin with the letters as well.
        guard self == .bzip2, let size = head.dropFirst(mark.count).first else { return true }
        return (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(size)
    }
}
