import ArgumentParser
import KBCore
import KBPresentation

/// `kb import undo`: takes the last import back.
struct ImportUndoCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: KBPresentation.message(
            zh: "撤回最近一次导入：文本、状态、别名都照旧，笔记不动。",
            en: "Undo the last import: texts, states and aliases are as before; notes stay."),
        discussion: KBPresentation.message(
            zh: "再做一次，就撤回再前面的一次。kb code 做的改动也这样撤回。要恢复，就再导入那份文档。",
            en: """
                Run it again to undo the import before that. It undoes changes by kb code, too. To redo an \
                import, import the document again.
                """))

    @OptionGroup var store: StoreOptions

    @Option(
        help: ArgumentHelp(
            zh: "只看这本书的导入。默认是最近的一次，不论哪本。", en: "Undo the last import of this book. Default: of any book.",
            .book), completion: .books)
    var book: String?

    @Flag(help: ArgumentHelp(zh: "只说会做什么，不真做。", en: "Show what would be undone, and change nothing."))
    var dryRun = false

    @Flag(
        help: ArgumentHelp(
            zh: "即使会丢掉此后手工的改动，也照样撤回。", en: "Undo even if later manual changes are lost."))
    var yes = false

    func run(_ settings: Settings) throws {
        let undo = ImportUndo(try store.open(settings))
        let outcome = try dryRun ? undo.plan(book: book) : undo.apply(book: book, losingEdits: yes)
        for note in UndoText.notes(outcome, isPlan: dryRun) { Output.note(note) }
        try Output.say(UndoText.done(outcome, isPlan: dryRun))
    }
}
