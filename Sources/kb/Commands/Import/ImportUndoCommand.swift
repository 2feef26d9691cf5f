import ArgumentParser
import KBCore
import KBPresentation

/// `kb import undo`: takes the last import back.
struct ImportUndoCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: KBPresentation.message(
            zh: "撤回最近一次读入：文本、状态、别名都照旧，笔记不动。",
            en: "Take the last import back: texts, states and aliases as before; notes stay."),
        discussion: KBPresentation.message(
            zh: "再做一次，就撤回再前面的一次。kb code 做的改动也这样撤回。要恢复，就再读入那份文档。",
            en: """
                Once more takes back the one before. Changes by kb code are taken back in the same way. Importing the \
                document again brings it back.
                """))

    @OptionGroup var store: StoreOptions

    @Option(
        help: ArgumentHelp(
            zh: "只看这本书的导入。默认是最近的一次，不论哪本。", en: "Only imports of this book. Default: the last of all.",
            .book), completion: .books)
    var book: String?

    @Flag(help: ArgumentHelp(zh: "只说会做什么，不真做。", en: "Only say what would be done."))
    var dryRun = false

    @Flag(
        help: ArgumentHelp(
            zh: "即使会丢掉此后手工的改动，也照样撤回。", en: "Do it even if later changes by hand are lost."))
    var yes = false

    func run(_ settings: Settings) throws {
        let undo = ImportUndo(try store.open(settings))
        let outcome = try dryRun ? undo.plan(book: book) : undo.apply(book: book, losingEdits: yes)
        for note in UndoText.notes(outcome, isPlan: dryRun) { Output.note(note) }
        try Output.say(UndoText.done(outcome, isPlan: dryRun))
    }
}
