import ArgumentParser
import KBPresentation

/// `kb code`: single codes, for whoever maintains them by hand.
struct CodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code",
        abstract: KBPresentation.message(
            zh: "手工维护单个代码：添加、修改、改号、停用。",
            en: "Add, edit, rename and retire single codes by hand."),
        discussion: KBPresentation.message(
            zh: """
                每次改动都像一次导入那样记录，kb import undo 可以撤回。这本书的文档下次导入时，以文档为准：文档里没有的代码会停用。
                例如：
                  kb code add pay:P3000 --name 余额不足 --description 账户余额不够。
                  kb code edit pay:P3000 --field 负责人=支付组
                  kb code rename pay:P3000 P3001  笔记和别名都跟着
                """,
            en: """
                Each change is recorded like an import, and kb import undo reverts it. The next import of \
                the book's document wins: it retires codes that the document lacks.
                For example:
                  kb code add pay:P3000 --name 'No balance' --description 'The account is empty.'
                  kb code edit pay:P3000 --field owner=payments
                  kb code rename pay:P3000 P3001  with its notes and aliases
                """),
        subcommands: [Add.self, Edit.self, Rename.self, Retire.self])
}
