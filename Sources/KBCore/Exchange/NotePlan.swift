import KBDocuments

/// What importing a document of notes does, or would do.
package struct NotePlan: Sendable {
    /// What becomes of one note of the document.
    package enum Step: Sendable {
        case added(Note)
        /// The note of this name says something else now.
        case changed(before: Note, after: Note)
        case unchanged(Note)
        /// The note was removed here; it stays so.
        case removed(NoteEntry)
        case fault(NoteLineFault)
    }

    package var added = 0
    package var changed = 0
    package var unchanged = 0
    package var removed = 0
    /// How many notes were left out because something is wrong with them.
    package var faults = 0

    package init() {}

    mutating func count(_ step: Step) {
        switch step {
        case .added: added += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        case .removed: removed += 1
        case .fault: faults += 1
        }
    }
}
