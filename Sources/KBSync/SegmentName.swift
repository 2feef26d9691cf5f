import KBCore
import KBText

/// The name of a file that holds a segment: `0000000001-0000000050-HASH.jsonl`, in a folder for each thousand entries.
///
/// The names alone say how far a log goes, and who writes the same entries writes the same file.
struct SegmentName: Hashable {
    var first: Int
    var last: Int
    var hash: LogHash

    init(_ segment: LogSegment) {
        (first, last, hash) = (segment.first, segment.last, segment.hash)
    }

    /// Reads a name; nil for any other file.
    init?(_ name: some StringProtocol) {
        guard name.hasSuffix(".jsonl") else { return nil }
        let parts = name.dropLast(6).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let first = Self.number(parts[0]), let last = Self.number(parts[1]),
            let hash = LogHash(parts[2]), first >= 1, last >= first
        else { return nil }
        (self.first, self.last, self.hash) = (first, last, hash)
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        text.utf8.count == 10 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    /// The name of the folder in the log's folder.
    var folder: String { Self.padded(first / 1000, 7) }

    /// The name of the file.
    var file: String { "\(Self.padded(first, 10))-\(Self.padded(last, 10))-\(hash).jsonl" }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// Whether a text may name a log: nothing but a UUID in lower case becomes the name of a folder or a branch, or the
    /// key of a row.
    static func isLog(_ name: some StringProtocol) -> Bool {
        String(name).isUUID && name.utf8.allSatisfy { !(0x41...0x5A).contains($0) }
    }
}

/// The segments of a log that lie somewhere, each under its name.
struct SegmentChain {
    /// Segments that follow one another from the first entry on.
    private(set) var chain: [SegmentName] = []

    /// Takes the segments that are there, in any order; where several reach on from the same place, the longest.
    init(_ names: some Sequence<SegmentName>) {
        var byFirst = Array(names).sorted { ($0.first, $1.last) < ($1.first, $0.last) }[...]
        var end = 0
        while !byFirst.isEmpty {
            var best: SegmentName?
            while let next = byFirst.first, next.first <= end + 1 {
                if next.last > max(end, best?.last ?? 0) { best = next }
                byFirst = byFirst.dropFirst()
            }
            guard let best else { return }
            chain.append(best)
            end = best.last
        }
    }

    /// How far the log goes.
    var position: LogPosition { chain.last.map { LogPosition(n: $0.last, hash: $0.hash) } ?? .start }

    /// The segments that have the entries of a range.
    func names(of range: LogRange) -> [SegmentName] {
        chain.filter { $0.last > range.after && $0.first <= range.last }
    }
}

extension LogSegment {
    /// Reads what a file of this name holds.
    init(log: String, _ name: SegmentName, _ bytes: [UInt8]) {
        let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        self.init(log: log, first: name.first, lines: lines, hash: name.hash)
    }

    /// What the file holds.
    var bytes: [UInt8] { lines.flatMap { Array($0.utf8) + [0x0A] } }
}
