import KBDocuments

extension JSONExpectation {
    /// What was expected.
    var text: String {
        switch self {
        case .value: message(zh: "一个值", en: "a value")
        case .key: message(zh: "带“\"”的键", en: "a key in '\"'")
        case .colon: message(zh: "键后的“:”", en: "':' after the key")
        case .commaOrBracket: message(zh: "“,”或“]”", en: "',' or ']'")
        case .commaOrBrace: message(zh: "“,”或“}”", en: "',' or '}'")
        case .endOfText: message(zh: "末尾", en: "the end")
        case .closingQuote: message(zh: "字符串末尾的“\"”", en: "'\"' at the end of the string")
        case .escapedControlCharacter:
            message(zh: "字符串中的转义，例如“\\n”", en: "an escape such as '\\n' in a string")
        case .escape: message(zh: "“\\”之后的有效转义", en: "a valid escape after '\\'")
        case .fourHexDigits: message(zh: "“\\u”之后的四位十六进制数字", en: "four hexadecimal digits after '\\u'")
        case .surrogatePair: message(zh: "完整的代理对", en: "both halves of a surrogate pair")
        case .shorterString:
            message(
                zh: "不太长的字符串，至多 \(Entry.longest) 字节",
                en: "a string that is not too long, at most \(Entry.longest) bytes")
        case .digit: message(zh: "一位数字", en: "a digit")
        case .lessNesting: message(zh: "不超过 512 层的嵌套", en: "at most 512 levels of nesting")
        }
    }
}
