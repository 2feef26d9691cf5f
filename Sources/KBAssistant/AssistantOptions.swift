/// What an assistant may see and do.
package struct AssistantOptions: Sendable {
    /// Which notes an assistant sees.
    package enum Notes: String, CaseIterable, Sendable {
        /// All of them.
        case all
        /// Those that the user has written.
        case own
        case none
    }

    /// The file.
    package var path: String
    /// The only books that there are for the assistant; none for all of them.
    package var books: [String] = []
    package var notes = Notes.all
    /// Whether the assistant may write notes.
    package var mayWrite = false
    /// The user, in whose name notes are written; empty for nobody.
    package var author = ""
    /// The version of this program.
    package var version: String
    /// How long to wait for another program's lock, in seconds.
    package var timeout = 5.0
    /// Whether calls are counted, so that too many are refused.
    package var limitsCalls = true
    /// Called before a tool writes; what it throws is told instead.
    package var beforeWriting: @Sendable () throws -> Void = {}
    /// Polled about once a millisecond; true interrupts the work.
    package var isOver: @Sendable () -> Bool = { false }

    /// Allows to read everything.
    package init(path: String, version: String) {
        self.path = path
        self.version = version
    }
}
