/// A word of source code, or a comment in it.
struct SourceToken {
    enum Kind {
        case name, number, text, sign, comment
    }

    let kind: Kind
    /// A name, sign or number as it is written; a text without its quotation marks and escapes; a comment without its marks.
    let text: String
    /// The lines on which it begins and ends, counted from 1.
    let line: Int
    let lastLine: Int
    /// How many bytes stand before it on its line.
    var column = 0

    /// Whether a comment is a line between groups of constants, such as `===== 登录 =====`.
    var isHeading: Bool {
        kind == .comment
            && ["==", "--", "**", "##", "~~"].contains { text.hasPrefix($0) && text.hasSuffix($0) }
    }

    func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
    func isName(_ name: String) -> Bool { kind == .name && text == name }
}
