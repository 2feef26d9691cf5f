import KBDocuments

extension Diagnostic {
    /// The diagnostic as one line, without its line number: what was found and what was expected.
    ///
    /// What is quoted from the document is cut to 40 characters, and otherwise as it stands there. A sentence in lower
    /// case, without a full stop.
    package var text: String { kind.text }
}

extension Diagnostic.Kind {
    fileprivate var text: String {
        switch self {
        case .empty:
            message(
                zh: "文档中没有任何条目；至少应有一条，例如“404 Not Found 请求失败…”",
                en: "the document has no entries; expected at least one, such as '404 Not Found …'")
        case .missingCode(let found, _):
            message(
                zh: "“\(brief(found))”处的条目没有代码；条目应以“404”或“ENOENT”这样的代码开头",
                en: "an entry without a code at '\(brief(found))'; "
                    + "expected a code such as '404' or 'ENOENT' at its start")
        case .tooLong(let bytes):
            message(
                zh: "条目太长，有 \(bytes) 字节；至多 \(Entry.longest)",
                en: "an entry of \(bytes) bytes is too long; expected at most \(Entry.longest)")
        case .missingName(let code):
            message(
                zh: "条目“\(brief(code))”没有名称；代码之后应有名称，例如“Not Found”",
                en: "an entry without a name: '\(brief(code))'; "
                    + "expected a name after the code, such as 'Not Found'")
        case .duplicateCode(let code, let firstLine):
            message(
                zh: "代码“\(brief(code))”重复，已见于第 \(firstLine) 行；每个代码只应出现一次",
                en: "duplicate code '\(brief(code))', already on line \(firstLine); expected each code once")
        case .invalidCode(let code, let fault):
            message(
                zh: "“\(brief(code))”不能作为代码：\(fault.text)",
                en: "'\(brief(code))' cannot be a code: \(fault.text)")
        case .unrepresentable(let code, let format, let fault):
            message(
                zh: "条目“\(brief(code))”无法写成 \(format.rawValue)：\(fault.text)",
                en: "the entry '\(brief(code))' cannot be written as \(format.rawValue): \(fault.text)")
        case .codeInEntry(let code, let owner):
            message(
                zh: "“\(brief(owner))”的条目里有一行以代码“\(brief(code))”开头；是另一个条目就在前面空一行，不是就缩进这一行",
                en: "a line in the entry of '\(brief(owner))' begins with the code '\(brief(code))'; "
                    + "expected an empty line before an entry of its own, or an indented line")
        case .foreign(let kind):
            message(zh: "这是\(kind.text)；应为代码列表", en: "this is \(kind.text); expected a list of codes")
        case .invalidUTF8, .undecodable, .unsupportedEncoding, .nul:
            encodingText
        case .missingColumn, .unknownColumn, .duplicateColumn, .raggedRow, .unclosedQuote, .misplacedQuote,
            .missingTable, .tooManyColumns, .tooNested:
            tableText
        case .invalidYAML, .yamlKey, .yamlAlias, .yamlMerge, .yamlTooLarge:
            yamlText
        case .noResponses:
            message(
                zh: "这份接口描述里没有状态码，也没有错误码枚举；paths 下应有 responses",
                en:
                    "an API without responses and without an enumeration of error codes; expected 'responses' in 'paths'"
            )
        case .noConstants:
            message(
                zh: "没有可读的常量；应有枚举、常量定义之类，例如“NOT_FOUND = 40401”",
                en:
                    "no constants that are read; expected an enumeration or constants such as 'NOT_FOUND = 40401'"
            )
        case .invalidJSON, .wrongJSONType:
            jsonText
        }
    }

    private var encodingText: String {
        switch self {
        case .invalidUTF8(let offset, let byte):
            message(
                zh: "第 \(offset) 字节处不是有效的 UTF-8：0x\(hex(byte))；文档应为 UTF-8、GB18030 或带字节序标记的 UTF-16",
                en: "invalid UTF-8 at byte \(offset): 0x\(hex(byte)); "
                    + "expected a document in UTF-8, in GB18030, or in UTF-16 with a byte-order mark")
        case .undecodable(let encoding, let offset):
            message(
                zh: "第 \(offset) 字节处不是有效的 \(encoding.rawValue)；按字节序标记应为 \(encoding.rawValue)",
                en: "invalid \(encoding.rawValue) at byte \(offset); "
                    + "expected \(encoding.rawValue), as the byte-order mark says")
        case .unsupportedEncoding(let name):
            message(
                zh: "文档编码是 \(name)，此处无法读取；应为 UTF-8",
                en: "the document is in \(name), which cannot be read here; expected UTF-8")
        case .nul(let offset?):
            message(
                zh: "第 \(offset) 字节处有 NUL 字符；文本中不应有 NUL",
                en: "a NUL at byte \(offset); expected text without NUL")
        default:
            message(zh: "字符串中有 NUL 字符；文本中不应有 NUL", en: "a NUL in a string; expected text without NUL")
        }
    }

    private var tableText: String {
        switch self {
        case .missingColumn(let role, let header, _):
            message(
                zh: "表头 \(list(header)) 中看不出哪列是\(role.label)；应有名为 \(role.examples) 等的列，或用 --columns 指定",
                en:
                    "none of the columns \(list(header)) is known to be the \(role.rawValue); expected one named "
                    + "\(role.examples), or --columns")
        case .unknownColumn(let name, let header):
            message(
                zh: "没有“\(brief(name))”列；应为 \(list(header)) 之一",
                en: "no column '\(brief(name))'; expected one of \(list(header))")
        case .duplicateColumn(let name):
            message(
                zh: "列“\(brief(name))”重复；每列只应出现一次",
                en: "the column '\(brief(name))' is there twice; expected each column once")
        case .raggedRow(let fields, let expected):
            message(
                zh: "该行有 \(fields) 个字段；应与表头一样有 \(expected) 个",
                en: "a row of \(counted(fields, "field", "fields")); "
                    + "expected \(expected), as in the header")
        case .unclosedQuote:
            message(zh: "带引号的字段没有结束；末尾应有“\"”", en: "a quoted field is not closed; expected '\"' at its end")
        case .misplacedQuote:
            message(
                zh: "引号“\"”的位置不对；引号应括住整个字段，字段内的引号应写两次",
                en: "a misplaced '\"'; expected quotation marks around the whole field and doubled inside it")
        case .tooNested:
            message(
                zh: "没有结束的标签太多，或标签的属性太多；应像一般的网页那样",
                en:
                    "too many tags that nothing closes, or attributes; expected them as pages have them"
            )
        case .tooManyColumns(let count, let most):
            message(
                zh: "表格有 \(grouped(count)) 列；至多 \(grouped(most)) 列",
                en: "a table of \(grouped(count)) columns; expected at most \(grouped(most))"
            )
        default:
            message(
                zh: "没有带代码列的表格，也没有以代码开头的标题或列表项；应有“| 代码 | 名称 | 说明 |”这样的表头",
                en: "no table with a code column, and no headings or list items that begin with a code; "
                    + "expected a header such as '| code | name | description |'")
        }
    }

    private var jsonText: String {
        switch self {
        case .invalidJSON(let expected, let found):
            message(
                zh: "JSON 无效：此处是\(found.map { "“\($0)”" } ?? "末尾")；应为\(expected.text)",
                en: "invalid JSON: found \(found.map { "'\($0)'" } ?? "the end"); "
                    + "expected \(expected.text)")
        case .wrongJSONType(let key?, let found):
            message(
                zh: "“\(brief(key))”的值是\(found.text)；应为字符串",
                en: "the value of '\(brief(key))' is \(found.text); expected a string")
        case .wrongJSONType(nil, let found):
            message(
                zh: "此处是\(found.text)；应为含代码和名称的对象",
                en: "found \(found.text); expected an object with a code and a name")
        default:
            message(zh: "JSON 无效", en: "invalid JSON")
        }
    }
}

extension Diagnostic.Kind {
    fileprivate var yamlText: String {
        switch self {
        case .yamlKey:
            message(zh: "这个键不是文字；键应是一个词或数字", en: "a key that is not a text; expected a word or a number")
        case .yamlAlias(let name):
            message(
                zh: "别名“*\(brief(name))”之前没有“&\(brief(name))”",
                en: "the alias '*\(brief(name))' has no '&\(brief(name))' before it")
        case .yamlMerge:
            message(
                zh: "“<<”之后应是前面某个映射的别名，例如“*base”",
                en: "expected an alias of a mapping such as '*base' after '<<'")
        case .yamlTooLarge:
            message(
                zh: "展开别名后，文档比写出来的大得多；应把内容直接写出",
                en:
                    "with its aliases the document is many times as large as it is written; expected it written out"
            )
        case .invalidYAML(let problem):
            message(zh: "YAML 无效：\(brief(problem))", en: "invalid YAML: \(problem)")
        default:
            message(zh: "YAML 无效", en: "invalid YAML")
        }
    }
}

/// Cuts a quotation to 40 characters, with line ends as spaces.
private func brief(_ text: String) -> String {
    let head = text.prefix(41)
    let line = String(head.prefix(40).map { $0.isNewline ? " " : $0 })
    return head.count > 40 ? line + "…" : line
}

private func list(_ names: [String]) -> String {
    let shown = names.prefix(12).map { "'\(brief($0))'" }.joined(separator: ", ")
    return names.count > 12 ? shown + ", …" : shown
}

private func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count < 2 ? "0" + digits : digits
}
