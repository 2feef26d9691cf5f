import KBDocuments
import TestSupport

/// Makes tables and lists as teams write them: with names of columns of their own, with or without a header, a line each.
struct OwnDocuments {
    /// A document, and what stands in it, entry by entry; nil where it may be read in several ways.
    struct Made {
        var bytes: [UInt8]
        var texts: [[String]]?
    }

    private static let others = ["级别", "Owner", "HTTP Status", "", "备注 2", "模块", "序号", "since", "Name of it"]
    private static let texts = [
        "余额不足", "账户余额不够支付。", "Card expired", "", "", "高", "请稍后再试，或联系值班", "a \"b\" c", "x: y", "1 - 2",
        "网关 超时",
        "see 404", "张三", "P0", "（内部）", "Not Found (old)", "重试；3 次", "a|b", "a,b;c", "- x",
    ]

    static func make(_ random: inout SeededRandom) -> Made {
        random.oneIn(2) ? table(&random) : list(&random)
    }

    private static func code(_ number: Int, _ random: inout SeededRandom) -> String {
        random.pick([
            "E\(number)", "\(1000 + number)", "ERR_\(number)", "PAY-\(number)", "5.\(number).1",
            "Err\(number)x",
        ])
    }

    private static func table(_ random: inout SeededRandom) -> Made {
        let sign = random.pick([",", ";", "\t", "|"])
        var columns = [(name: random.pick(ColumnRole.code.columnNames), isCode: true)]
        columns.append((random.pick(ColumnRole.name.columnNames), false))
        for _ in 0..<random.number(0...5) {
            columns.append(
                (
                    random.oneIn(3) ? random.pick(ColumnRole.description.columnNames) : random.pick(others),
                    false
                ))
        }
        columns.shuffle(using: &random)
        let header = columns.map { column in
            switch random.number(0...5) {
            case 0: column.name.uppercased()
            case 1: "\(column.name)（\(random.pick(["x", "必填"]))）"
            case 2: " \(column.name) "
            default: column.name
            }
        }
        let rows = (0..<random.number(1...6)).map { number in
            columns.map { $0.isCode ? code(number, &random) : random.pick(texts) }
        }
        var lines = [header] + rows
        if random.oneIn(5) { lines.insert(["错误码一览"], at: 0) }
        if random.oneIn(4) { lines.remove(at: 0) }
        var text = random.oneIn(6) && sign != "\t" ? "sep=\(sign)\n" : ""
        for var line in lines {
            while random.oneIn(2), line.count > 2, line.last == "" { line.removeLast() }
            text += line.map { quoted($0, sign) }.joined(separator: sign) + random.pick(["\n", "\r\n"])
            if random.oneIn(8) { text += "\n" }
        }
        let cells = rows.map { row in row.filter { !$0.isEmpty } }
        return Made(bytes: Array(text.utf8), texts: lines.first == header ? cells : nil)
    }

    private static func quoted(_ cell: String, _ sign: String) -> String {
        guard sign != "\t", cell.contains(sign) || cell.contains("\"") else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }

    private static func list(_ random: inout SeededRandom) -> Made {
        let delimiter = random.pick([" ", ": ", "：", " = ", "\t", " - ", "  "])
        let (bullet, mark) = (random.pick(["", "", "- ", "* "]), random.pick(["", "", "**", "`"]))
        var text = random.oneIn(4) ? "# 错误码\n" : ""
        for number in 0..<random.number(1...7) {
            text += bullet + mark + code(number, &random) + mark + delimiter + random.pick(texts)
            if random.oneIn(2) { text += " " + random.pick(texts) }
            text += "\n"
            if random.oneIn(6) { text += "    " + random.pick(texts) + "\n" }
            if random.oneIn(6) { text += random.pick(["\n", "## 其他\n", "// x\n", "说明一行\n"]) }
        }
        return Made(bytes: Array(text.utf8), texts: nil)
    }
}
