import KBDocuments

extension DocumentSummary {
    // As many tables as somebody reads of.
    private static let mostTables = 8

    /// What of a document is not read, a line each.
    var omissions: [String] {
        var texts: [String] = []
        if skippedRanges > 0 {
            texts.append(
                message(
                    zh: "略去 \(grouped(skippedRanges)) 行代码区间",
                    en: "left out \(counted(skippedRanges, "range", "ranges")) of codes"))
        }
        texts += leftOutTables.prefix(Self.mostTables).map(\.text)
        let more = leftOutTables.count - Self.mostTables
        if more > 0 {
            texts.append(
                message(
                    zh: "还略去 \(grouped(more)) 个表格",
                    en: "left out \(counted(more, "more table", "more tables"))"))
        }
        if skippedLines > 0 {
            texts.append(
                message(
                    zh: "略去 \(grouped(skippedLines)) 行标题或注释",
                    en: "left out \(counted(skippedLines, "line", "lines")) of headings or remarks"))
        }
        return texts.map { TerminalText.escaped($0, keepingNewlines: false) }
    }
}

extension LeftOutTable {
    fileprivate var text: String {
        let shown = header.prefix(12).map { String($0.prefix(40)) }.joined(separator: " | ")
        let names = header.count > 12 ? shown + " | …" : shown
        return message(
            zh: "略去第 \(grouped(line)) 行的表格（\(grouped(rows)) 行）：表头是 \(names)",
            en: "left out a table of \(counted(rows, "row", "rows")) at line \(grouped(line)): "
                + "its header is \(names)")
    }
}
