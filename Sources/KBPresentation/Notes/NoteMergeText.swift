import KBCore
import KBText

/// The versions of a note in conflict.
package enum NoteMergeText {
    /// The versions under one another, each with whose it is, and how to decide.
    package static func text(of merge: NoteMerge, on terminal: Terminal) -> String {
        var lines: [String] = []
        func add(_ label: String, _ text: String) {
            lines.append(terminal.styled(label, .bold))
            lines.append(text)
        }
        let mine = message(zh: "这边（--mine）", en: "mine (--mine)")
        let theirs = message(zh: "那边（--theirs）", en: "theirs (--theirs)")
        if let note = merge.mine { add(mine, NoteText.text(of: note, on: terminal)) }
        for note in merge.theirs { add(theirs, NoteText.text(of: note, on: terminal)) }
        for removal in merge.removals {
            add(merge.mine == nil ? mine : theirs, NoteText.text(of: removal, on: terminal))
        }
        return lines.joined(separator: "\n")
    }
}

extension JSONValue {
    /// The versions of a note in conflict as an object.
    package init(_ merge: NoteMerge) {
        self = .object([
            JSONValue.format, ("note", .string(merge.heads.first?.uuid ?? "")),
            ("mine", merge.mine.map { JSONValue($0) } ?? .null),
            ("theirs", .array(merge.theirs.map { JSONValue($0) })),
            ("removed", .array(merge.removals.map(\.json))),
        ])
    }
}
