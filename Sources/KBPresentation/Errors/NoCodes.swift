/// Logs in which no code was found.
package struct NoCodes: ReportableError {
    package var lines: Int
    /// The lines that were not looked at, because they are of other times.
    package var linesOfOtherTimes: Int

    package init(lines: Int, linesOfOtherTimes: Int = 0) {
        self.lines = lines
        self.linesOfOtherTimes = linesOfOtherTimes
    }

    package var report: ErrorReport {
        guard lines > 0 else {
            if linesOfOtherTimes > 0 {
                let number = ScanRow.grouped(linesOfOtherTimes)
                return ErrorReport(
                    [
                        message(
                            zh: "\(number) 行都不在所选的时间内",
                            en: linesOfOtherTimes == 1
                                ? "the only line is outside the selected time"
                                : "all \(number) lines are outside the selected time")
                    ], .nothingFound)
            }
            return ErrorReport([message(zh: "没有一行日志", en: "the log has no lines")], .nothingFound)
        }
        let number = ScanRow.grouped(lines)
        return ErrorReport(
            [
                message(
                    zh: "\(number) 行里没有找到代码",
                    en: lines == 1 ? "no code in 1 line" : "no code in \(number) lines")
            ],
            hint: message(
                zh: "--book 找一本书自己的代码，--field 指明字段，--pattern 用正则表达式找代码",
                en:
                    "--book finds a book's own codes, --field names a field, --pattern is a regular expression"
            ),
            .nothingFound)
    }
}
