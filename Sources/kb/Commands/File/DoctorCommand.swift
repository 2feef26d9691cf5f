import ArgumentParser
import KBCore
import KBPresentation

/// `kb doctor`: finds out whether the file is as it should be.
struct DoctorCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: KBPresentation.message(
            zh: "检查知识库：文件、结构、索引和词表。",
            en: "Check the knowledge base: the file, its schema, indexes and words."),
        discussion: KBPresentation.message(
            zh: """
                --repair 重做可以由表推出来的部分，表里的行从不改动；也把文件从 WAL 模式改回来、补上标记、升到最新的格式（升级前先在旁边留一份副本）。

                只是提醒的，退出状态仍是 0。
                """,
            en: """
                --repair rebuilds what is derived from the tables and never touches their rows. It also \
                leaves WAL mode, restores the application ID and upgrades the file format, after making a \
                copy.

                Remarks do not change the exit status.
                """))

    @OptionGroup var store: StoreOptions

    @Flag(
        help: ArgumentHelp(
            zh: "重建有问题的索引、触发器、视图和词表。",
            en: "Rebuild damaged indexes, triggers, views and words."))
    var repair = false

    func run(_ settings: Settings) throws {
        let store = try store.open(settings)
        let health = Health(store)
        var faults = try health.check()
        var remarks = try health.remarks()
        if repair, !faults.isEmpty || remarks.contains(where: \.isRepairable) {
            for fault in faults { Output.note(CodeText.oneLine(fault.text)) }
            try health.repair()
            faults = try health.check()
            remarks = try health.remarks()
        }
        for remark in remarks { Output.note(CodeText.oneLine(remark.text(store.path))) }
        guard faults.isEmpty else { throw Ailment(faults: faults, path: store.path, wasRepaired: repair) }
        let versions = [
            "kb \(Version.number)", Version.fileFormat(try health.fileFormat()),
            "SQLite \(try health.sqliteVersion())",
        ]
        try Output.say(DoctorText.well(store.path, versions: versions))
    }
}
