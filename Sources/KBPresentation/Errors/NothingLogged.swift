/// Nothing was done that a filter of the log lets pass.
package struct NothingLogged: ReportableError {
    package init() {}

    package var report: ErrorReport {
        ErrorReport([message(zh: "没有这样的改动", en: "nothing was changed")], .nothingFound)
    }
}
