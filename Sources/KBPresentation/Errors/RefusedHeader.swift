import KBCore
import KBDocuments

/// A table was refused because its columns are not known or its codes are there twice, and there is a command line that
/// says which columns are meant.
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

    /// Whether codes are there twice, so that they may stand in another column.
    private var hasDuplicates: Bool {
        guard case .badDocument(_, let document) = error else { return false }
        return document.diagnostics.contains { diagnostic in
            if case .duplicateCode = diagnostic.kind { true } else { false }
        }
    }

    package var report: ErrorReport {
        var report = error.report
        report.hint =
            (hasDuplicates
                ? message(zh: "代码可能在另一列：", en: "another column may have the codes: ")
                : message(zh: "指明各列：", en: "say which they are: "))
            + command.map { ShellWord($0).text }.joined(separator: " ")
        return report
    }
}
