/// The books that come with kb are not where they should be.
package struct NoSuppliedBooks: ReportableError {
    package init() {}

    package var report: ErrorReport {
        ErrorReport(
            [
                message(
                    zh: "程序旁边没有随 kb 来的书（share/kb/seed）",
                    en: "the books that come with kb are not beside the program (share/kb/seed)")
            ],
            hint: message(
                zh: "make install 会放好它们；自己的文档用 kb import 文档",
                en: "make install puts them there; kb import DOCUMENT reads one of your own"), .noInput)
    }
}
