import KBCore
import KBPresentation
import KBText

/// Prints lists of notes.
enum NoteList {
    /// Prints what the filters let pass, page by page, and warns of conflicts.
    ///
    /// - Parameters:
    ///   - store: The knowledge base.
    ///   - filters: Which notes.
    ///   - terminal: Where people read it; nil prints JSON.
    /// - Throws: ``NoteListError/nothing`` when there is nothing to print.
    static func print(_ store: Store, _ filters: [NoteFilter], on terminal: Terminal?) throws {
        let notes = Notes(store)
        var last: CodeReference?
        var shown: Set<String> = []
        func print(_ write: (String) throws -> Void) throws {
            for filter in filters {
                try notes.forEachPage(of: filter) { page in
                    var lines: [String] = []
                    for note in page {
                        if let terminal {
                            if note.reference != last {
                                lines += terminal.wrapped(try NoteCode.title(of: note.reference, in: store))
                            }
                            lines.append(NoteText.text(of: note, on: terminal))
                            last = note.reference
                        } else {
                            lines.append(JSONValue(note).text)
                        }
                        shown.insert(note.uuid)
                    }
                    try write(lines.joined(separator: "\n"))
                }
            }
        }
        if let terminal {
            try Pager.show(on: terminal) { pager in try print(pager.write) }
        } else {
            try print(Output.write)
        }
        if filters.allSatisfy({ $0.reference == nil }) {
            let waiting = Set(try notes.waiting().map(\.uuid)).count
            if waiting > 0 { Output.note(NoteReply.waiting(waiting)) }
        }
        guard !shown.isEmpty else { throw NoteListError.nothing }
        for heads in try notes.conflicts() where heads.first.map({ shown.contains($0.uuid) }) == true {
            warn(conflict: heads)
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
            lines.append(NoteText.text(of: note, on: terminal))
            last = note.reference
        }
        try Pager.show(lines.joined(separator: "\n"), on: terminal)
    }

    /// Says that a note is in conflict, and how to resolve it.
    static func warn(conflict heads: [Note]) {
        guard let note = heads.first else { return }
        Output.note(NoteReply.conflict(note, of: heads.count))
    }
}
