import KBDocuments
import KBText

extension CodeFault {
    /// Why the text is no code, and what was expected.
    var text: String {
        switch self {
        case .empty:
            message(zh: "它是空的；应为“404”这样的代码", en: "it is empty; expected a code such as '404'")
        case .whiteSpace:
            message(zh: "它含有空白；代码中不应有空白", en: "it has white space in it; expected one word")
        case .hanCharacter:
            message(
                zh: "它含有汉字；应由字母、数字或符号组成", en: "it has a Chinese character; expected letters, digits or signs")
        case .tooLong(let count):
            message(
                zh: "它有 \(count) 个字符；最多应有 \(Self.maximumLength) 个",
                en: "it is \(count) characters long; expected at most \(Self.maximumLength)")
        case .noLetterOrDigit:
            message(zh: "它没有字母也没有数字；至少应有一个", en: "it has no letter and no digit; expected one at least")
        case .invisibleCharacter(let scalar):
            message(
                zh: "它含有不可见字符 U+\(number(of: scalar))；只应有可见字符",
                en: "it has the invisible character U+\(number(of: scalar)); expected visible characters only"
            )
        }
    }

    private func number(of scalar: Unicode.Scalar) -> String {
        String(scalar.value, radix: 16, uppercase: true).zeroPadded(to: 4)
    }
}
