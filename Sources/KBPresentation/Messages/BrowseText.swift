/// What `kb browse` says.
package enum BrowseText {
    /// The keys, on lines that fit the half of a usual terminal.
    package static var keys: String {
        message(
            zh: """
                Enter 显示 · Ctrl-Y 复制 · Esc 退出
                Alt-N 写笔记 · Alt-A 写批注
                """,
            en: """
                Enter show · Ctrl-Y copy · Esc leave
                Alt-N add note · Alt-A annotate
                """)
    }

    package static func prompt(book: String?) -> String { "\(book ?? "kb")> " }

    package static func copied(_ code: String) -> String {
        message(zh: "已复制 \(code)> ", en: "copied \(code)> ")
    }

    package static var passage: String {
        message(zh: "原文，或它的序号（空行返回）：", en: "The passage, or its number (empty goes back): ")
    }

    package static func occurrence(_ count: Int) -> String {
        message(zh: "第几处，1 到 \(count)（空行返回）：", en: "Which one, 1 to \(count) (empty goes back): ")
    }

    package static func text(about title: String) -> String {
        message(zh: "写给 \(title)（空行返回）：", en: "Your text on \(title) (empty goes back): ")
    }

    package static var goBack: String { message(zh: "按回车返回", en: "Enter goes back ") }
}
