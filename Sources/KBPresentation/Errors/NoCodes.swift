/// Logs in which no code was found.
package struct NoCodes: ReportableError {
    package var lines: Int

    package init(lines: Int) {
        self.lines = lines
    }

    package var report: ErrorReport {
        guard lines > 0 else {
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
                zh: "--field 指明 JSON 的字段，--pattern 用正则表达式找代码",
                en: "--field names a field of JSON, --pattern finds codes by a regular expression"),
            .nothingFound)
    }
}
