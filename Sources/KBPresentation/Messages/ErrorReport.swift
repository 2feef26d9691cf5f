/// What a person is told when a command fails: what is wrong, what to do next, and the exit status.
///
/// All errors become prose here; everywhere else they are facts.
package struct ErrorReport {
    /// Lines that stand before all else, one for each place in a document: `FILE:LINE:COLUMN: …` is what editors jump to.
    package var places: [String] = []
    /// Lines that say what is wrong; empty when there is nothing to say.
    package var errors: [String]
    /// What to do next.
    package var hint: String?
    package var status: ExitStatus

    package init(_ errors: [String], places: [String] = [], hint: String? = nil, _ status: ExitStatus) {
        self.places = places
        self.errors = errors
        self.hint = hint
        self.status = status
    }

    /// What stands before a line that says what is wrong.
    package static var errorLabel: String { message(zh: "错误：", en: "error: ") }

    /// What stands before a line that says what to do next.
    package static var hintLabel: String { message(zh: "提示：", en: "hint: ") }
}

/// An error that knows how it is told to a person.
package protocol ReportableError: Error {
    var report: ErrorReport { get }
}
