/// Why an import was not taken back.
package enum ImportUndoError: Error, Hashable, Sendable {
    /// There is no import that could be taken back; nil for any book.
    case nothing(book: String?)
    /// The import is from before kb wrote down what an import changes.
    case tooOld(ImportRecord)
    /// What was changed by hand since would be lost.
    case losesEdits(ImportUndo.Outcome)
}
