import Foundation

/// Output without what differs from run to run.
///
/// The IDs of notes and revisions become numbers in the order in which they appear, so two sessions that do the same
/// have the same numbers. Dates, times, sizes of files, names of drafts, processes and the versions of kb and SQLite become words.
struct StableText {
    // Eight digits, which are what people are shown, or the whole UUID.
    nonisolated(unsafe) private static let id = /\b([0-9a-f]{8})(?:(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?\b/
        .wordBoundaryKind(.simple)

    /// The IDs so far, by their first eight digits.
    private var ids: [Substring] = []

    /// The text of the next output.
    mutating func text(of output: String) -> String {
        let dated =
            output
            .replacing(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?/, with: "TIME")
            .replacing(/\d{8}-\d{6}/, with: "TIME")
            .replacing(/\d+ [KM]iB/, with: "SIZE")
            .replacing(/"bytes":\d+/, with: "SIZE")
            .replacing(/note-\w{6}(?!\w)/, with: "DRAFT")
            .replacing(/(process|进程) \d+/, with: "PROCESS")
            .replacing(/\bkb \d+\.\d+\.\d+(-rc\.\d+)?/, with: "VERSION")
            .replacing(/SQLite 3\.\d+\.\d+/, with: "SQLITE")
        for match in dated.matches(of: Self.id) where !ids.contains(match.1) { ids.append(match.1) }
        return dated.replacing(Self.id) { match in "<\(ids.firstIndex(of: match.1) ?? -1)>" }
    }

    /// A text with the IDs of another session in the place of this one's.
    func translate(_ text: String, to other: StableText) -> String {
        text.replacing(Self.id) { match -> String in
            guard let number = ids.firstIndex(of: match.1), number < other.ids.count else {
                return String(match.0)
            }
            return String(match.0.replacing(match.1, with: other.ids[number]))
        }
    }

    /// Whether an output is what was expected; a line `…` in that stands for any lines.
    static func matches(_ expected: String, _ output: String) -> Bool {
        let parts = ("\n" + expected + "\n").components(separatedBy: "\n…\n").map { $0 + "\n" }
        var rest = ("\n" + output + "\n\n")[...]
        for (number, part) in parts.enumerated() {
            let range =
                switch number {
                case 0: rest.hasPrefix(part) ? rest.range(of: part) : nil
                case parts.count - 1: rest.hasSuffix(part) ? rest.range(of: part, options: .backwards) : nil
                default: rest.range(of: part)
                }
            guard let range else { return false }
            rest = rest[rest.index(before: range.upperBound)...]
        }
        return parts.count > 1 || rest == "\n"
    }
}
