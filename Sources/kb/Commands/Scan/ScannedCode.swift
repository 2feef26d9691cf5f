import KBCore

/// A code that stands in a log.
struct ScannedCode {
    /// The code as the log writes it.
    var text: String
    /// The number of lines that have it.
    var count: Int
    /// The code of the knowledge base; nil when it is in no book.
    var code: Code?
    /// What the team has noted on it, oldest first.
    var notes: [Note]
    var kind: CodeClass?
}
