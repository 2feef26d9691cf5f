import ArgumentParser
import Glibc
import KBCore
import KBPresentation

/// Which knowledge base a command works on.
struct StoreOptions: ParsableArguments {
    @Option(
        name: UsualOption.db.names,
        help: ArgumentHelp(
            zh: "知识库。默认 $KB_DB，其次看配置，都没有就用 $XDG_DATA_HOME/kb/kb.db 这个文件。",
            en:
                "The knowledge base. Default: $KB_DB, the configured one, or $XDG_DATA_HOME/kb/kb.db.",
            .file),
        completion: .file())
    var database: String?

    @Option(
        help: ArgumentHelp(
            zh: "别的程序正占着知识库时，最多等几秒。", en: "How long to wait for another program's lock.",
            .seconds))
    var timeout: Double = 5

    func validate() throws {
        guard timeout >= 0, timeout <= 3600 else {
            throw ValidationError(
                KBPresentation.message(
                    zh: "--timeout 从 0 到 3600 秒", en: "--timeout must be from 0 to 3600 seconds"))
        }
    }

    /// Where the knowledge base is.
    func path(_ settings: Settings) throws -> String { try settings.databasePath(database) }

    /// Where the knowledge base is, wherever another command works.
    func absolutePath(_ settings: Settings) throws -> String {
        let path = try path(settings)
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    /// Opens the knowledge base; `isOver` ends what is being done, with ``StoreError/stopped(path:)``.
    func open(
        _ settings: Settings, _ access: Store.Access = .existing, isOver: (@Sendable () -> Bool)? = nil
    ) throws -> Store {
        try Store(
            path: try path(settings), access: access, timeout: timeout, isOver: isOver,
            onUpgrade: { Output.note(StoreText.upgraded($0)) }
        )
    }

    /// Opens a knowledge base for a command that answers at once.
    static func openForAnswer(_ path: String, timeout: Double = 5) throws -> Store {
        try Store(
            path: path, access: .existing, timeout: timeout,
            longestRead: Store.longestAnswer(timeout: timeout),
            onUpgrade: { Output.note(StoreText.upgraded($0)) })
    }
}
