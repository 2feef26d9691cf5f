import ArgumentParser
import KBCore

/// `kb restore`: puts a backup in the place of the knowledge base.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: kb.message(
            zh: "用备份替换知识库。", en: "Put a backup in the place of the knowledge base."),
        discussion: kb.message(
            zh: "先检查备份；原来的知识库换个名字留着。",
            en: "The backup is checked first, and what was there before is kept under another name."))

    @OptionGroup var store: StoreOptions

    @Argument(help: ArgumentHelp(zh: "备份。", en: "The backup.", .file), completion: .file())
    var path: String

    @Flag(
        help: ArgumentHelp(
            zh: "知识库旁边有无法回滚的日志时，把日志移到一旁。",
            en: "Move a journal aside that lies beside the knowledge base and cannot be played back."))
    var force = false

    func run() throws {
        let outcome = try Restore.put(path, at: store.path, movesJournals: force)
        for note in RestoreText.notes(outcome) { Output.note(CodeText.oneLine(note)) }
        try Output.write(CodeText.oneLine(RestoreText.done(store.path, from: path)))
    }
}

private enum RestoreText {
    static func notes(_ outcome: Restore.Outcome) -> [String] {
        outcome.movedJournals.map { message(zh: "日志移到 \($0)", en: "the journal is now \($0)") }
            + (outcome.kept.map { [message(zh: "原来的知识库保留在 \($0)", en: "what was there is kept as \($0)")] }
                ?? [])
    }

    static func done(_ path: String, from backup: String) -> String {
        message(zh: "\(path) 已从 \(backup) 恢复", en: "restored \(path) from \(backup)")
    }
}

extension RestoreError: ReportableError {
    var report: ErrorReport {
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
