import KBDocuments

extension WritingFault {
    /// What the format cannot hold, and what was expected.
    var text: String {
        switch self {
        case .notNormal(let role):
            message(
                zh: "它的\(role.label)读回后会不同；两端不应有空白",
                en: "its \(role.label) would read back differently; expected no white space around it")
        case .invalidCode(let fault): fault.text
        case .codeRange:
            message(
                zh: "它的代码会被当作编号区间；应为单个代码", en: "its code reads as a range of numbers; expected a single code")
        case .nul:
            message(zh: "它含有 NUL 字符；文本中不应有 NUL", en: "it has a NUL; expected text without NUL")
        case .hanInName:
            message(
                zh: "它的名称含有汉字，纯文本里会与说明另作划分；请换用其他格式",
                en: "its name has Chinese characters and would be split differently from the description; "
                    + "expected another format")
        case .codeInDescription:
            message(
                zh: "它的说明里有一行以代码开头，纯文本里会被当作另一个条目；请换用其他格式",
                en: "a line of its description begins with a code, which plain text takes for an entry; "
                    + "expected another format")
        case .ambiguousName:
            message(
                zh: "它的名称或限定会被另作划分；请换用其他格式",
                en: "its name or qualifier would be split differently; expected another format")
        case .blankLineInDescription:
            message(
                zh: "它的说明含有空行，而条目遇空行即结束；请换用其他格式",
                en: "its description has a blank line, where an entry ends; expected another format")
        case .readsAs(let format):
            message(
                zh: "文档的开头会被当作 \(format.rawValue)；请换用其他格式",
                en:
                    "the beginning of the document would be read as \(format.rawValue); expected another format"
            )
        case .readOnly:
            message(zh: "这种格式只能读；请换用其他格式", en: "kb can only read this format; expected another format")
        case .tabAndLineEnd:
            message(
                zh: "它有一段文字既含制表符又含换行，制表符分隔的文本无法表示；请换用其他格式",
                en: "one of its texts has a tab and a line break, which tab-separated text cannot hold; "
                    + "expected another format")
        case .hasFields:
            message(
                zh: "它还有别的字段，纯文本放不下；请换用 csv、json 等格式",
                en:
                    "it has further fields, which plain text cannot hold; expected another format, such as csv or json"
            )
        case .notNormalField(let name):
            message(
                zh: "它的字段“\(name)”读回后会不同；名称不应重复，两端不应有空白",
                en: "its field '\(name)' would read back differently; "
                    + "expected a name of its own, and no white space around it")
        case .fieldNamedAsColumn(let name):
            message(
                zh: "它的字段“\(name)”在表格里会被当作另一列；请换用 json 等格式",
                en: "its field '\(name)' would be taken for another column of a table; "
                    + "expected another format, such as json")
        case .tooManyFields(let count):
            message(
                zh: "这些条目共有 \(grouped(count)) 种字段，表格放不下；请换用 json 等格式",
                en: "the entries have \(grouped(count)) different fields, too many for a table; "
                    + "expected another format, such as json")
        }
    }
}
