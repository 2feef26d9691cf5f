import KBCore
import KBSync

extension RemoteFailure {
    /// The reason in words.
    package var text: String {
        switch self {
        case .unreachable(let reason): message(zh: "连不上：\(reason)", en: "unreachable: \(reason)")
        case .refused(let reason): message(zh: "拒绝接收：\(reason)", en: "refused what was sent: \(reason)")
        case .changedMeanwhile:
            message(zh: "刚刚有别的机器写入，请再同步一次", en: "another machine wrote at the same time; synchronise again")
        case .busy: message(zh: "另一个 kb 正在同步", en: "another kb is synchronising with it")
        case .noProgram(let name):
            message(zh: "没有 \(name) 这个程序，请安装", en: "the program \(name) is not installed")
        case .badProgram(let name):
            message(
                zh: "\(name) 的回答不合协议（见 docs/sync.zh.md）",
                en: "\(name) does not follow the protocol in docs/sync.md")
        }
    }
}

extension RemoteFailure: ReportableError {
    package var report: ErrorReport { ErrorReport([text], .unavailable) }
}

extension RemoteError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .exists(let name):
            ErrorReport(
                [message(zh: "已经有叫 \(name) 的远端", en: "a remote named \(name) already exists")],
                hint: message(
                    zh: "换个名字，或先 kb sync rm \(name)", en: "choose another name, or kb sync rm \(name) first"),
                .usage)
        case .unknown(let name, let remotes):
            ErrorReport(
                [message(zh: "没有叫 \(name) 的远端", en: "there is no remote named \(name)")],
                hint: remotes.isEmpty
                    ? message(zh: "用 kb sync add 添加", en: "kb sync add adds one")
                    : message(
                        zh: "有 \(remotes.joined(separator: "、"))",
                        en: "there are \(remotes.joined(separator: ", "))"),
                .usage)
        }
    }
}

/// There is nothing to synchronise with.
package struct NoRemotes: ReportableError {
    package init() {}

    package var report: ErrorReport {
        ErrorReport(
            [message(zh: "还没有远端", en: "there is no remote yet")],
            hint: message(
                zh: "kb sync add team /共享目录，或 kb sync add team git@主机:组/库.git",
                en: "kb sync add team /a/shared/folder, or kb sync add team git@host:group/repository.git"),
            .usage)
    }
}

extension RemotePlace.Fault: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .option(let text):
            ErrorReport(
                [message(zh: "\(text) 不是地址", en: "\(text) is not an address")],
                hint: message(zh: "写目录，或 git 仓库的地址", en: "give a folder or the address of a git repository"),
                .usage)
        case .password(let scheme):
            ErrorReport(
                [
                    message(
                        zh: "地址里有密码，会随知识库传给每个人",
                        en: "the address has a password, which everybody would receive")
                ],
                hint: scheme.hasPrefix("postgres")
                    ? message(zh: "密码放进 ~/.pgpass", en: "keep the password in ~/.pgpass")
                    : message(
                        zh: "交给 git 的 credential helper，或用 ssh",
                        en: "use git's credential helper, or ssh"),
                .usage)
        case .noFolder(let path):
            ErrorReport(
                [message(zh: "没有 \(path) 这个目录", en: "there is no folder \(path)")],
                hint: message(
                    zh: "先 mkdir，或写 git 仓库的地址", en: "make it first, or give the address of a git repository"),
                .noInput)
        case .scheme(let scheme):
            ErrorReport(
                [message(zh: "kb 不用 \(scheme):", en: "kb does not support \(scheme):")],
                hint: message(zh: "用 https:、ssh: 或 file:", en: "use https:, ssh: or file:"), .usage)
        case .noPostgres(let text):
            ErrorReport(
                [
                    message(
                        zh: "\(CodeText.oneLine(text)) 不是 PostgreSQL 数据库的地址",
                        en: "\(CodeText.oneLine(text)) is not the address of a PostgreSQL database")
                ], hint: message(zh: "写 postgres://主机/数据库", en: "write postgres://host/database"), .usage)
        }
    }
}

/// Some remotes could not be reached; everything else was done.
package struct FailedRemotes: ReportableError {
    private let names: [String]

    package init(_ names: [String]) {
        self.names = names
    }

    package var report: ErrorReport {
        ErrorReport(
            [
                message(
                    zh: "没有同步：\(names.joined(separator: "、"))；本地数据都在，下次再试",
                    en:
                        "not synchronised: \(names.joined(separator: ", ")); everything is safe here, try again later"
                )
            ], .unavailable)
    }
}

/// No log that stopped has such a name.
package struct NoStoppedLog: ReportableError {
    private let prefix: String

    package init(_ prefix: String) {
        self.prefix = prefix
    }

    package var report: ErrorReport {
        ErrorReport(
            [
                message(
                    zh: "没有以“\(NoteText.oneLine(prefix))”开头、有一条不能接受的日志",
                    en: "no log that begins with '\(NoteText.oneLine(prefix))' has an entry to skip")
            ], hint: message(zh: "kb sync status 列出全部日志", en: "kb sync status lists all logs"), .usage)
    }
}

/// Logs stopped, and the caller wanted to know.
package struct StoppedLogs: ReportableError {
    private let count: Int

    package init(count: Int) {
        self.count = count
    }

    package var report: ErrorReport {
        ErrorReport(
            [message(zh: "\(count) 个日志停在半路", en: "\(counted(count, "log has", "logs have")) stopped")],
            hint: message(zh: "kb sync status 看原因", en: "kb sync status says why"), .badData)
    }
}
