// The words for the facts inside a diagnostic, in English and in Chinese.

extension CodeFault {
    /// Why the text is no code, and what was expected.
    var texts: (english: String, chinese: String) {
        switch self {
        case .empty:
            ("it is empty; expected a code such as '404'", "它是空的；应为“404”这样的代码")
        case .whiteSpace:
            ("it has white space in it; expected one word", "它含有空白；代码中不应有空白")
        case .hanCharacter:
            ("it has a Chinese character; expected letters, digits or signs", "它含有汉字；应由字母、数字或符号组成")
        case .tooLong(let count):
            (
                "it is \(count) characters long; expected at most \(Self.maximumLength)",
                "它有 \(count) 个字符；最多应有 \(Self.maximumLength) 个"
            )
        case .noLetterOrDigit:
            ("it has no letter and no digit; expected one at least", "它没有字母也没有数字；至少应有一个")
        case .invisibleCharacter(let scalar):
            (
                "it has the invisible character U+\(number(of: scalar)); expected visible characters only",
                "它含有不可见字符 U+\(number(of: scalar))；只应有可见字符"
            )
        }
    }

    private func number(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension ColumnRole {
    /// The role's name in Chinese.
    var chineseName: String {
        switch self {
        case .code: "代码"
        case .name: "名称"
        case .description: "说明"
        case .qualifier: "限定"
        }
    }
}

extension JSONType {
    /// The type with its article, and in Chinese.
    var texts: (english: String, chinese: String) {
        switch self {
        case .object: ("an object", "对象")
        case .array: ("an array", "数组")
        case .string: ("a string", "字符串")
        case .number: ("a number", "数字")
        case .boolean: ("true or false", "布尔值")
        case .null: ("null", " null")
        }
    }
}

extension JSONExpectation {
    /// What was expected.
    var texts: (english: String, chinese: String) {
        switch self {
        case .value: ("a value", "一个值")
        case .key: ("a key in '\"'", "带“\"”的键")
        case .colon: ("':' after the key", "键后的“:”")
        case .commaOrBracket: ("',' or ']'", "“,”或“]”")
        case .commaOrBrace: ("',' or '}'", "“,”或“}”")
        case .endOfText: ("the end", "末尾")
        case .closingQuote: ("'\"' at the end of the string", "字符串末尾的“\"”")
        case .escapedControlCharacter: ("an escape such as '\\n' in a string", "字符串中的转义，例如“\\n”")
        case .escape: ("a valid escape after '\\'", "“\\”之后的有效转义")
        case .fourHexDigits: ("four hexadecimal digits after '\\u'", "“\\u”之后的四位十六进制数字")
        case .surrogatePair: ("both halves of a surrogate pair", "完整的代理对")
        case .shorterString:
            (
                "a string that is not too long, at most \(Entry.longest) bytes",
                "不太长的字符串，至多 \(Entry.longest) 字节"
            )
        case .digit: ("a digit", "一位数字")
        case .lessNesting: ("at most 512 levels of nesting", "不超过 512 层的嵌套")
        }
    }
}

extension WritingFault {
    /// What the format cannot hold, and what was expected.
    var texts: (english: String, chinese: String) {
        switch self {
        case .notNormal(let role):
            (
                "its \(role.rawValue) would read back differently; expected no white space around it",
                "它的\(role.chineseName)读回后会不同；两端不应有空白"
            )
        case .invalidCode(let fault): fault.texts
        case .codeRange:
            ("its code reads as a range of numbers; expected a single code", "它的代码会被当作编号区间；应为单个代码")
        case .nul:
            ("it has a NUL; expected text without NUL", "它含有 NUL 字符；文本中不应有 NUL")
        case .hanInName:
            (
                "its name has Chinese characters, where a name ends; expected another format",
                "它的名称含有汉字，而名称遇汉字即结束；请换用其他格式"
            )
        case .ambiguousName:
            (
                "its name or qualifier would be parted differently; expected another format",
                "它的名称或限定会被另作划分；请换用其他格式"
            )
        case .blankLineInDescription:
            (
                "its description has a blank line, where an entry ends; expected another format",
                "它的说明含有空行，而条目遇空行即结束；请换用其他格式"
            )
        case .tabAndLineEnd:
            (
                "its description has a tab and a line break, which tab-separated text cannot hold; "
                    + "expected another format",
                "它的说明既有制表符又有换行，制表符分隔的文本无法表示；请换用其他格式"
            )
        }
    }
}
