/// Lines of a document of notes were wrong and left out; the others were imported.
package struct LeftOutLines: ReportableError {
    private let count: Int
    private let isTrial: Bool

    package init(count: Int, isTrial: Bool) {
        self.count = count
        self.isTrial = isTrial
    }

    package var report: ErrorReport {
        ErrorReport(
            [
                message(
                    zh: "\(grouped(count)) 条有错，已略去",
                    en: "\(counted(count, "invalid line was", "invalid lines were")) left out")
            ],
            hint: isTrial
                ? nil
                : message(
                    zh: "改好后再导入一次，已导入的不会重复",
                    en: "correct them and import again: nothing is added twice"),
            .badData)
    }
}
