import KBCore

extension NoteMerge.Unresolved: ReportableError {
    package var report: ErrorReport {
        ErrorReport(
            [message(zh: "文字里还有 <<<<<<< 之类的标记", en: "the marks <<<<<<< are still in the text")],
            hint: message(zh: "留下一份文字，删掉标记行", en: "leave one text and remove the marks"), .usage)
    }
}
