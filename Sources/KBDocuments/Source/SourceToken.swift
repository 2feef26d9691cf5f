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
    /// Whether a comment is one of documentation, such as `/// …` or `/** … */`.
    var isDocumentation = false

    /// Whether a comment is a line between groups of constants, such as `===== 登录 =====`, or opens or closes a group of
    /// Doxygen, as `\name` and `\{` do.
    var isHeading: Bool {
        guard kind == .comment else { return false }
        if text.hasPrefix("\\") || text.hasPrefix("@") {
            let rest = text.dropFirst()
            return "{}".contains(rest.prefix(1)) && !rest.isEmpty
                || Self.groupCommands.contains(String(rest.prefix(while: \.isLetter)))
        }
        return ["==", "--", "**", "##", "~~"].contains { text.hasPrefix($0) && text.hasSuffix($0) }
    }

    private static let groupCommands: Set<String> = ["name", "defgroup", "addtogroup", "weakgroup", "file"]

    func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
    func isName(_ name: String) -> Bool { kind == .name && text == name }
}
