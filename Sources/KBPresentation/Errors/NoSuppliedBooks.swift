/// The books that come with kb are not where they should be.
package struct NoSuppliedBooks: ReportableError {
    package init() {}

    package var report: ErrorReport {
        ErrorReport(
            [
                message(
                    zh: "没有找到 kb 自带的书（share/kb/seed）",
                    en: "the books that come with kb are not installed with the program (share/kb/seed)")
            ],
            hint: message(
                zh: "make install 会放好它们；自己的文档用 kb import 文档",
                en: "make install installs them; kb import DOCUMENT imports one of your own"), .noInput)
    }
}
