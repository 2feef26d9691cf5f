import KBCore

/// What `kb browse` says.
enum BrowseText {
    /// The keys, on lines that fit the half of a usual terminal.
    static var keys: String {
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

    static func prompt(book: String?) -> String { "\(book ?? "kb")> " }

    static func copied(_ code: String) -> String {
        message(zh: "已复制 \(code)> ", en: "copied \(code)> ")
    }

    static var passage: String {
        message(zh: "原文，或它的序号（空行返回）：", en: "The passage, or its number (empty goes back): ")
    }

    static func occurrence(_ count: Int) -> String {
        message(zh: "第几处，1 到 \(count)（空行返回）：", en: "Which one, 1 to \(count) (empty goes back): ")
    }

    static func text(about title: String) -> String {
        message(zh: "写给 \(title)（空行返回）：", en: "Your text on \(title) (empty goes back): ")
    }

    static var goBack: String { message(zh: "按回车返回", en: "Enter goes back ") }
}

/// `kb browse` cannot go on.
enum BrowseError: ReportableError {
    case noTerminal
    case noFinder
    case oldFinder(version: String)
    case finderFailed(status: Int32)

    var report: ErrorReport {
        switch self {
        case .noTerminal:
            ErrorReport(
                [message(zh: "kb browse 要在终端上用", en: "kb browse needs a terminal")],
                hint: message(zh: "给程序用的是 kb query 文字", en: "kb query TEXT is for programs"), .usage)
        case .noFinder:
            ErrorReport(
                [message(zh: "kb browse 要用 fzf，这里没有", en: "kb browse needs fzf, which is not here")],
                hint: Self.install, .failed)
        case .oldFinder(let version):
            ErrorReport(
                [
                    message(
                        zh: "fzf \(version) 太旧，kb browse 要 0.37 以上",
                        en: "fzf \(version) is too old: kb browse needs 0.37 or later")
                ], hint: Self.install, .failed)
        case .finderFailed(let status):
            ErrorReport(
                [message(zh: "fzf 失败，退出状态 \(status)", en: "fzf failed with exit status \(status)")],
                hint: message(
                    zh: "看看 FZF_DEFAULT_OPTS 里有没有它不认识的选项",
                    en: "look for options that it does not know in FZF_DEFAULT_OPTS"),
                .failed)
        }
    }

    private static var install: String {
        message(
            zh: "用 apt install fzf 安装；kb query 不用它也能查",
            en: "apt install fzf brings it; kb query works without it")
    }
}
