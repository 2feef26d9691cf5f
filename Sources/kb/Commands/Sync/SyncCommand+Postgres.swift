import ArgumentParser
import KBPresentation
import KBSync
import KBText

extension SyncCommand {
    /// `kb sync init-postgres`.
    struct InitPostgres: Command {
        static let configuration = CommandConfiguration(
            commandName: "init-postgres",
            abstract: KBPresentation.message(
                zh: "在 PostgreSQL 数据库里建好同步要用的表、函数和角色 kb_member。",
                en:
                    "Create the tables, functions and the role kb_member in PostgreSQL for synchronising."
            ),
            discussion: KBPresentation.message(
                zh: """
                    由能建 schema 和角色的人运行一次；再运行也不动已有的内容。成员能读全部，只能经函数追加。\
                    密码放在 ~/.pgpass、服务文件或 PGPASSWORD，不写在地址里。
                    """,
                en: """
                    Run it once, as a role that may create schemas and roles; running it again changes \
                    nothing. Members read everything and add only through functions. Keep passwords in \
                    ~/.pgpass, a service file or PGPASSWORD, never in the address.
                    """))

        @Argument(
            help: ArgumentHelp(
                zh: "数据库的地址：postgres://主机/数据库。", en: "The address of the database: postgres://host/database.",
                .address))
        var address: String

        @Flag(help: ArgumentHelp(zh: "只显示 SQL，不连接。", en: "Only print the SQL, without connecting."))
        var dryRun = false

        func run(_ settings: Settings) throws {
            let url = try RemotePlace.postgres(address)
            let program = settings.program(of: "postgres")
            guard !dryRun else { return try Output.write(ProgramRemote.preparation(program).trimmedOfSpace) }
            try ProgramRemote.prepare(program, url: url)
            try Output.say(SyncText.databasePrepared)
        }
    }
}
