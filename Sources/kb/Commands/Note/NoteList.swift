import KBCore
import KBPresentation
import KBText

/// Prints lists of notes.
enum NoteList {
    /// The most lines of a note that people are shown.
    private static let mostLines = 40

    /// Prints what the filters let pass, page by page, and warns of conflicts.
    ///
    /// - Parameters:
    ///   - store: The knowledge base.
    ///   - filters: Which notes.
    ///   - limit: The most notes to print; nil prints all.
    ///   - terminal: Where people read it; nil prints JSON.
    /// - Throws: ``NoteListError`` when there is nothing to print.
    static func print(
        _ store: Store, _ filters: [NoteFilter], limit: Int? = nil, on terminal: Terminal?
    ) throws {
        let notes = Notes(store)
        var last: CodeReference?
        var shown: Set<String> = []
        var left = limit ?? .max
        func print(_ write: (String) throws -> Void) throws {
            for filter in filters where left > 0 {
                try notes.forEachPage(of: filter, size: min(left, 500)) { page in
                    var lines: [String] = []
                    for note in page.prefix(left) {
                        if let terminal {
                            if note.reference != last {
                                lines += terminal.wrapped(try NoteCode.title(of: note.reference, in: store))
                            }
                            lines.append(NoteText.text(of: note, most: mostLines, on: terminal))
                            if filter.kind == .orphaned {
                                lines += try nearest(to: note, in: store, on: terminal)
                            }
                            last = note.reference
                        } else {
                            lines.append(JSONValue(note).text)
                        }
                        shown.insert(note.uuid)
                    }
                    try write(lines.joined(separator: "\n"))
                    left -= min(left, page.count)
                    return left > 0
                }
            }
        }
        if let terminal {
            try Pager.show(on: terminal) { pager in try print(pager.write) }
        } else {
            try print(Output.write)
        }
        let isAll = filters == [NoteFilter()]
        if isAll {
            let waiting = Set(try notes.waiting().map(\.uuid)).count
            if waiting > 0 {
                Output.note(NoteReply.waiting(waiting))
                if shown.isEmpty { return }
            }
        }
        guard !shown.isEmpty else { throw isAll ? NoteListError.none : NoteListError.nothing }
        for heads in try notes.conflicts() where heads.first.map({ shown.contains($0.uuid) }) == true {
            warn(conflict: heads)
        }
    }

    /// Tells where an annotation that has lost its passage may belong now.
    private static func nearest(to note: Note, in store: Store, on terminal: Terminal) throws -> [String] {
        guard let quote = note.anchor,
            let code = try Codes(store).find(note.reference), let near = code.nearest(to: quote)
        else { return [] }
        return LineWrapping.wrap(NoteReply.nearest(near, to: note), width: terminal.width - 2).map {
            "  " + $0
        }
    }

    /// Prints the notes whose code is not there.
    ///
    /// - Throws: ``NoteListError/nothing`` when there is none.
    static func printWaiting(_ store: Store, on terminal: Terminal?) throws {
        let notes = try Notes(store).waiting()
        guard !notes.isEmpty else { throw NoteListError.nothing }
        guard let terminal else {
            return try Output.write(notes.map { JSONValue($0).text }.joined(separator: "\n"))
        }
        var last: CodeReference?
        var lines: [String] = []
        for note in notes {
            if note.reference != last { lines.append(NoteText.heading(note.reference)) }
            lines.append(NoteText.text(of: note, most: mostLines, on: terminal))
            last = note.reference
        }
        try Pager.show(lines, on: terminal)
    }

    /// Says that a note is in conflict, and how to resolve it.
    static func warn(conflict heads: [Note]) {
        guard let note = heads.first else { return }
        Output.note(NoteReply.conflict(note, of: heads.count))
    }
}
