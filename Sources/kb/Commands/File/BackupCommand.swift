import ArgumentParser
import Glibc
import KBCore
import KBPresentation

/// `kb backup`: a copy of the file that is complete, even while others write.
struct BackupCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: KBPresentation.message(
            zh: "复制知识库；正在使用也能放心复制。",
            en: "Copy the knowledge base, safely even while it is in use."))

    @OptionGroup var store: StoreOptions

    @Argument(
        help: ArgumentHelp(
            zh: "副本，或要放进去的目录；不能是已有的文件。默认放在知识库旁边，名字带日期。",
            en:
                "The copy, which must not exist yet, or its folder. Default: a dated name next to the knowledge base.",
            .file), completion: .file())
    var path: String?

    @Flag(help: ArgumentHelp(zh: "不复制，只检查这个副本是否完好。", en: "Check this backup instead of making one."))
    var check = false

    func validate() throws {
        if check, path == nil {
            throw ValidationError(KBPresentation.message(zh: "请写明检查哪个副本", en: "say which copy to check"))
        }
    }

    func run(_ settings: Settings) throws {
        if check, let path {
            let copy: Store
            do {
                copy = try Store(path: path, access: .existing, timeout: store.timeout)
            } catch let error as StoreError {
                if let unusable = UnusableBackup(error, path: path) { throw unusable }
                throw error
            }
            let faults = try Health(copy).check()
            guard faults.isEmpty else { throw Ailment(faults: faults, path: path, wasRepaired: false) }
            return try Output.say(CodeText.oneLine(BackupText.isWhole(path)))
        }
        let database = try store.path(settings)
        let path =
            path.map { Self.isFolder($0) ? Self.place(of: database, in: $0) : $0 }
            ?? DatedName.beside(database, "backup")
        try Backup(try store.open(settings)).write(to: path)
        try Output.write(CodeText.oneLine(path))
    }

    /// The file in a folder, as cp puts it there.
    private static func place(of database: String, in folder: String) -> String {
        (folder.hasSuffix("/") ? folder : folder + "/") + FileAccess.name(of: database)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
