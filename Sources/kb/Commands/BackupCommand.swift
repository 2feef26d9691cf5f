import ArgumentParser
import KnowledgeBase

/// `kb backup`: a copy of the file that is complete, even while others write.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the knowledge base, safely even while it is in use.")

    @OptionGroup var store: StoreOptions

    @Argument(help: ArgumentHelp("The copy; a file of that name must not be there.", valueName: "file"))
    var path: String

    func run() throws {
        try Backup(try store.open()).write(to: path)
        try Output.write(CodeText.oneLine(path))
    }
}

extension BackupError: ReportableError {
    var report: ErrorReport {
        switch self {
        case .exists(let path):
            ErrorReport(
                [message(zh: "\(path) 已经存在，没有覆盖", en: "\(path) is there already and was not overwritten")],
                hint: message(zh: "换一个文件名", en: "choose another name"), .cannotCreate)
        case .cannotCreate(let path, let reason):
            ErrorReport(
                [message(zh: "无法创建 \(path)：\(reason)", en: "cannot create \(path): \(reason)")], .cannotCreate
            )
        case .cannotWrite(let path, let reason):
            ErrorReport(
                [message(zh: "写 \(path) 出错：\(reason)", en: "cannot write \(path): \(reason)")], .inputOutput)
        }
    }
}
