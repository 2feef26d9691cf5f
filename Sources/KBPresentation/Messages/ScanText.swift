import KBLogs

/// What the table of a scan says.
package enum ScanText {
    package static var total: String { message(zh: "合计", en: "total") }

    package static var lines: String { message(zh: "行数", en: "lines") }

    package static var unknown: String { message(zh: "未知", en: "unknown") }

    package static func more(_ codes: Int, lines: Int) -> String {
        let (codes, lines) = (ScanRow.grouped(codes), ScanRow.grouped(lines))
        return message(
            zh: "另有 \(codes) 个代码，共 \(lines) 行",
            en: "\(codes) more \(codes == "1" ? "code" : "codes") in \(count(lines))")
    }

    package static func moreNotes(_ count: Int, on code: String) -> String {
        message(zh: "还有 \(count) 条：kb show \(code)", en: "and \(count) more: kb show \(code)")
    }

    /// What the counts leave out.
    package static func remarks(_ counts: CodeCounts) -> [String] {
        let other = ScanRow.grouped(counts.linesOfOtherCodes)
        let most = ScanRow.grouped(CodeCounts.mostCodes)
        let without = ScanRow.grouped(counts.linesWithoutCode)
        let details = counts.details
        let givenUp = ScanRow.grouped(counts.linesGivenUp)
        return [
            counts.linesOfOtherCodes == 0
                ? nil
                : message(
                    zh: "\(other) 行是另外的代码：只分辨前 \(most) 种",
                    en: "\(count(other)) had other codes: kb counts only the first \(most) separately"),
            counts.linesWithoutCode == 0
                ? nil : message(zh: "\(without) 行没有代码", en: "\(count(without)) had no code"),
            counts.linesGivenUp == 0
                ? nil
                : message(
                    zh: "其中 \(givenUp) 行，--pattern 要试的次数太多，没有找完",
                    en: "of these, --pattern gave up on \(count(givenUp))"),
            details.linesOfOtherTimes == 0
                ? nil
                : message(
                    zh: "\(ScanRow.grouped(details.linesOfOtherTimes)) 行不在所选的时间内",
                    en: "\(count(ScanRow.grouped(details.linesOfOtherTimes))) outside the selected time"),
            details.linesWithoutTime == 0
                ? nil
                : message(
                    zh: "\(ScanRow.grouped(details.linesWithoutTime)) 行的时间未知",
                    en: "\(count(ScanRow.grouped(details.linesWithoutTime))) without a known time"),
            details.isCut
                ? message(
                    zh: "时间或路径太多：只分辨前 \(ScanRow.grouped(LogDetails.mostNumbers)) 个",
                    en:
                        "only the first \(ScanRow.grouped(LogDetails.mostNumbers)) times or paths are counted separately"
                )
                : nil,
        ].compactMap(\.self)
    }

    package static func noNames(_ path: String) -> String {
        message(
            zh: "没有知识库 \(path)，所以没有名称；用 kb import 文档 建一个",
            en: "no knowledge base at \(path), so there are no names; create one with kb import DOCUMENT")
    }

    private static func count(_ lines: String) -> String { "\(lines) \(lines == "1" ? "line" : "lines")" }
}
