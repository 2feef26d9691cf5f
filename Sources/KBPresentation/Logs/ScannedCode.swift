import KBCore

/// A code that stands in a log.
package struct ScannedCode {
    /// The code as the log writes it.
    package var text: String
    /// The number of lines that have it.
    package var count: Int
    /// The code of the knowledge base; nil when it is in no book.
    package var code: Code?
    /// What the team has noted on it, oldest first.
    package var notes: [Note]
    package var kind: CodeClass?
    /// The paths that were asked for most often with this code, the most frequent first.
    package var paths: [(path: String, count: Int)] = []
    /// Some of its lines.
    package var samples: [String] = []

    package init(text: String, count: Int, code: Code?, notes: [Note], kind: CodeClass?) {
        self.text = text
        self.count = count
        self.code = code
        self.notes = notes
        self.kind = kind
    }
}
