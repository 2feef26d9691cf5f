import ArgumentParser
import KBCore
import KBPresentation

/// `kb restore`: puts a backup in the place of the knowledge base.
struct RestoreCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: KBPresentation.message(
            zh: "用备份替换知识库。", en: "Replace the knowledge base with a backup."),
        discussion: KBPresentation.message(
            zh: "先检查备份有没有损坏；原来的知识库换个名字留着，权限、属主和属组照旧。",
            en: """
                kb checks the backup first and keeps the replaced file under another name. Mode, owner and \
                group stay as they are.
                """))

    @OptionGroup var store: StoreOptions

    @Argument(help: ArgumentHelp(zh: "备份。", en: "The backup.", .file), completion: .file())
    var path: String

    @Flag(
        help: ArgumentHelp(
            zh: "备份已损坏、知识库有硬链接也恢复；知识库旁边有无法回滚的日志时，把日志移到一旁。",
            en:
                "Restore even a damaged backup, replace a file that has hard links, and move aside a journal that cannot be rolled back."
        ))
    var force = false

    func run(_ settings: Settings) throws {
        let database = try store.path(settings)
        let outcome: Restore.Outcome
        do {
            outcome = try Restore.put(
                path, at: database, insisting: force ? [.evenDamaged, .movesJournals, .partsLinks] : [])
        } catch let error as StoreError {
            if let unusable = UnusableBackup(error, path: path) { throw unusable }
            throw error
        }
        for note in RestoreText.notes(outcome) { Output.note(CodeText.oneLine(note)) }
        // A damaged file may not even be looked at.
        let faults = try? Health(Store(path: outcome.path, access: .existing)).check()
        for fault in faults ?? [] {
            Output.note(CodeText.oneLine(fault.text))
        }
        try Output.say(CodeText.oneLine(RestoreText.done(store.path(settings), from: path)))
    }
}
