import KBLogs

extension LinePatternError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .outOfMemory:
            ErrorReport([message(zh: "--pattern：内存不够", en: "--pattern: out of memory")], .failed)
        case .invalid(let code, let reason, let offset):
            ErrorReport(
                [
                    message(
                        zh: "--pattern 有误，在第 \(offset) 个字符之后：\(Self.chineseReasons[code] ?? reason)",
                        en:
                            "--pattern: \(reason), after \(offset == 1 ? "1 character" : "\(offset) characters")"
                    )
                ], .usage)
        }
    }

    /// PCRE2's errors that people make, in Chinese; by their numbers in pcre2api(3).
    private static let chineseReasons: [Int: String] = [
        101: "末尾的 \\ 后面没有字符",
        103: "\\ 后面的字符没有意义",
        104: "{ } 里的两个次数前大后小",
        105: "{ } 里的次数太大",
        106: "[ 没有对应的 ]",
        107: "[ ] 里不能有这个转义",
        108: "[ ] 里的范围前大后小",
        109: "* + ? { } 前面没有可重复的内容",
        111: "(? 后面的字符没有意义",
        112: "[:名称:] 只能写在 [ ] 里",
        114: "( 没有对应的 )",
        115: "没有所引用的分组",
        118: "(?# 没有对应的 )",
        119: "括号嵌套太深",
        120: "表达式太大",
        122: ") 没有对应的 (",
        125: "向后断言的长度不固定",
        130: "没有这个 [:名称:]",
        134: "没有这个编号的字符",
        137: "不支持 \\F、\\L、\\l、\\N{名称}、\\U、\\u",
        141: "(?P 后面的字符没有意义",
        142: "分组的名称写法有误，可能缺结尾",
        143: "两个分组同名",
        144: "分组的名称不能以数字开头",
        146: "\\p 或 \\P 的写法有误",
        147: "\\p 或 \\P 后面不是已知的属性",
        162: "缺少分组的名称",
        164: "\\o 或 \\x{ } 里的数字有误",
        167: "\\x{ } 里的数字有误",
    ]
}
