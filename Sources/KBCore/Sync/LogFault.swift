/// Why a log is not read any further.
package enum LogFault: Error, Hashable, Sendable {
    /// Entries are missing before the one that came.
    case gap
    /// The entries are not those whose hash was given: they were damaged on the way, or changed.
    case damaged
    /// Two files have written on in the same log, as a copy of a file does until it synchronises itself: what came differs
    /// from what is here, from this entry on.
    case forked(n: Int)
    /// This file does not take the entry.
    case refused(NoteLineFault.Reason)
    /// The line is longer than any that kb writes.
    case tooLong
    /// The remote has no longer what it had of the log.
    case rewritten

    /// As the file keeps it.
    package var text: String {
        switch self {
        case .gap: "gap"
        case .damaged: "damaged"
        case .forked(let n): "forked \(n)"
        case .refused(.differs(let revision)): "differs \(revision)"
        case .refused(.cycle(let revision)): "cycle \(revision)"
        case .refused(.malformed(let key)): "malformed \(key)"
        case .refused: "refused"
        case .tooLong: "too long"
        case .rewritten: "rewritten"
        }
    }

    /// Reads what the file keeps; nil for anything else.
    package init?(_ text: String) {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.dropFirst().first ?? ""
        switch words.first {
        case "gap": self = .gap
        case "damaged": self = .damaged
        case "forked": self = .forked(n: Int(rest) ?? 0)
        case "differs": self = .refused(.differs(revision: rest))
        case "cycle": self = .refused(.cycle(revision: rest))
        case "malformed": self = .refused(.malformed(rest))
        case "refused": self = .refused(.malformed(""))
        case "too": self = .tooLong
        case "rewritten": self = .rewritten
        default: return nil
        }
    }
}
