import KBCore

extension RestoreError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .same(let path):
            ErrorReport(
                [message(zh: "\(path) 就是知识库本身", en: "\(path) is the knowledge base itself")],
                hint: message(zh: "给出备份文件", en: "name a backup"), .usage)
        case .notWell(let path, let faults):
            ErrorReport(
                [
                    message(
                        zh: "\(path) 有 \(faults.count) 处问题，没有恢复",
                        en: "\(path) has \(faults.count) faults and was not restored")
                ],
                hint: message(
                    zh: "看是什么问题：kb doctor --db \(path)", en: "see which: kb doctor --db \(path)"), .failed)
        case .journal(let path):
            ErrorReport(
                [
                    message(
                        zh: "\(path) 还在那里，恢复的文件会被它毁掉；什么都没有动",
                        en: "\(path) is still there and would ruin the restored file; nothing was touched")
                ],
                hint: message(
                    zh: "先用写它的程序打开一次旧文件；或用 --force 把它移到一旁",
                    en: "open the old file once with the program that wrote it, or move it aside with --force"
                ), .failed)
        }
    }
}
