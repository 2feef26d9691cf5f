import KBCore
import KBDocuments

/// A table was refused because its columns are not known, and there is a command line that says which they are.
package struct RefusedHeader: ReportableError {
    private let error: ImportError
    private let command: [String]

    /// Returns nil where the error is another, or nothing can be suggested.
    ///
    /// - Parameters:
    ///   - error: Why nothing was imported.
    ///   - arguments: What the user has typed behind `kb`.
    package init?(_ error: ImportError, arguments: [String]) {
        guard case .badDocument(_, let document) = error, let columns = document.suggestion else {
            return nil
        }
        self.error = error
        var rest: [String] = []
        var isValue = false
        for argument in arguments {
            if isValue {
                isValue = false
            } else if argument == "--columns" {
                isValue = true
            } else if !argument.hasPrefix("--columns=") {
                rest.append(argument)
            }
        }
        command = ["kb"] + rest + ["--columns", columns.text]
    }

    package var report: ErrorReport {
        var report = error.report
        report.hint =
            message(zh: "指明各列：", en: "say which they are: ")
            + command.map { ShellWord($0).text }.joined(separator: " ")
        return report
    }
}
