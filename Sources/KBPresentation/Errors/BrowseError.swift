/// `kb browse` cannot go on.
package enum BrowseError: ReportableError {
    case noTerminal
    case noFinder
    case oldFinder(version: String)
    case finderFailed(status: Int32)

    package var report: ErrorReport {
        switch self {
        case .noTerminal:
            ErrorReport(
                [message(zh: "kb browse 要在终端上用", en: "kb browse needs a terminal")],
                hint: message(zh: "给程序用的是 kb query 文字", en: "kb query TEXT is for programs"), .usage)
        case .noFinder:
            ErrorReport(
                [message(zh: "kb browse 要用 fzf，这里没有", en: "kb browse needs fzf, which is not installed")],
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
            en: "install it with apt install fzf; kb query works without it")
    }
}
