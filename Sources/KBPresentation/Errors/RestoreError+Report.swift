import KBCore

extension RestoreError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .same(let path):
            ErrorReport(
                [message(zh: "\(path) 就是知识库本身", en: "\(path) is the knowledge base itself")],
                hint: message(zh: "给出备份文件", en: "name a backup"), .usage)
        case .damaged(let path, let reasons):
            ErrorReport(
                [
                    message(
                        zh: "\(path) 已损坏，没有恢复：\(reasons.first ?? "")",
                        en: "\(path) is damaged and was not restored: \(reasons.first ?? "")")
                ],
                hint: message(
                    zh: "换一个备份；或用 --force 照样恢复，再用 kb export codes --salvage 抢救",
                    en:
                        "take another backup, or restore it all the same with --force and rescue what can be read with kb export codes --salvage"
                ),
                .failed)
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
        case .linked(let path, let names):
            ErrorReport(
                [
                    message(
                        zh: "\(path) 有 \(names) 个名字（硬链接），恢复后其余的名字仍指向原来的文件；什么都没有动",
                        en:
                            "\(path) has \(names) names (hard links), and the others would still lead to the old file; nothing was touched"
                    )
                ],
                hint: message(
                    zh: "先去掉其余的硬链接（ls -i 看得出是哪些），或改用符号链接；或用 --force 照样恢复",
                    en:
                        "remove the other links first (ls -i tells which they are), or make them symbolic; or restore it all the same with --force"
                ), .failed)
        }
    }
}
