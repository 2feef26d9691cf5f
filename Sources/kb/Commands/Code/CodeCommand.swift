import ArgumentParser
import KBPresentation

/// `kb code`: single codes, for whoever maintains them by hand.
struct CodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code",
        abstract: KBPresentation.message(
            zh: "手工维护单个代码：添加、修改、改号、停用。",
            en: "Maintain single codes by hand: add, edit, rename, retire."),
        discussion: KBPresentation.message(
            zh: """
                每次改动都像一次读入那样记录，kb import undo 可以撤回。这本书的文档下次读入时，以文档为准：文档里没有的代码会停用。
                例如：
                  kb code add pay:P3000 --name 余额不足 --description 账户余额不够。
                  kb code edit pay:P3000 --field 负责人=支付组
                  kb code rename pay:P3000 P3001  笔记和别名都跟着
                """,
            en: """
                Each change is recorded like an import, and kb import undo takes it back. When a document of the book \
                is imported next, the document counts: codes that it does not have are retired.
                For example:
                  kb code add pay:P3000 --name 'No balance' --description 'The account is empty.'
                  kb code edit pay:P3000 --field owner=payments
                  kb code rename pay:P3000 P3001  notes and aliases come along
                """),
        subcommands: [Add.self, Edit.self, Rename.self, Retire.self])
}
